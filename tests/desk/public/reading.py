"""Who reads the public pages: the address, the text of an objection, the text of an answer."""

PAGE = "/public/test/1/"
TEXT = "第三条的责任单位名称有误，应为演示办公室。"


def text_of(response):
    return response.content.decode()
