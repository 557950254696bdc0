import pytest

from fivefold.files.secrecy import name_mark, text_mark

MARKS = """绝密
机密
秘密
绝密★
机密★
秘密★
绝密★长期
机密★10年
秘密★1年
秘密 ★ 6个月
机密★启封前
绝密★启用前
机密☆20年
秘密*5年
机 密
绝　密★30年
秘 密★
密级：秘密
密级:机密★5年
密级 绝密
【机密】
（秘密）
[绝密]
(机密★3年)
秘密级
机密级★
　秘密★1年
机密★永久
绝密★2026年3月2日解密
秘密★解密前""".splitlines()
INNOCENT = """保守国家秘密，人人有责。
秘密花园
商业秘密保护工作情况
机密文件管理制度
国家秘密载体管理
本件不涉及国家秘密
绝密件的管理由办公室负责
秘密投票
无记名投票（秘密写票）
涉密人员管理
保密工作
机密级文件不得上传
是否涉密
秘密书写处
《中华人民共和国保守国家秘密法》
公开
内部
主动公开
依申请公开
密码
秘书处
秘书长
机要室
机构
严密组织
密切联系群众
保密承诺书
定密责任人
秘密、机密、绝密三级
泄露秘密的处分办法""".splitlines()


@pytest.mark.parametrize("line", MARKS)
def test_a_mark_is_seen(line):
    assert text_mark(["", "标题", line, "正文"]) == line.strip()


@pytest.mark.parametrize("line", INNOCENT)
def test_a_sentence_about_secrets_is_no_mark(line):
    assert text_mark([line]) == ""
    assert name_mark(line) == ""


def test_there_are_thirty_of_each():
    assert (len(MARKS), len(INNOCENT)) == (30, 30)


def test_deep_in_a_text_only_a_starred_mark_counts():
    body = ["正文"] * 30
    assert text_mark([*body, "秘密"]) == ""
    assert text_mark([*body, "秘密★1年"]) == "秘密★1年"


@pytest.mark.parametrize(
    "stem",
    [
        "【机密】名单",
        "（秘密）方案",
        "机密★方案",
        "绝密_名单",
        "秘密 方案",
        "名单-机密",
        "秘密",
        "方案【绝密★】",
    ],
)
def test_a_mark_in_a_name_is_seen(stem):
    assert name_mark(stem)
