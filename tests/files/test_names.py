import pytest

from fivefold.files.names import clean_name, extension


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("表.xlsx", "表.xlsx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\用户\\表.xlsx", "表.xlsx"),
        ("a/b\\c.csv", "c.csv"),
        ("表\u202exslx.exe", "表xslx.exe"),
        ("表\x00\r\n.xlsx", "表.xlsx"),
        ("e\u0301.txt", "\u00e9.txt"),
        ("  表 .xlsx. ", "表.xlsx"),
        ('a<b>:"|?*.csv', "a_b______.csv"),
        (".xlsx", "文件.xlsx"),
        ("", "文件"),
        ("..", "文件"),
        ("无扩展名", "无扩展名"),
        ("句子。结束.这不是一个真正的扩展名啊啊啊", "句子。结束.这不是一个真正的扩展名啊啊啊"),
    ],
)
def test_names_are_cleaned(sent, shown):
    assert clean_name(sent) == shown


def test_a_long_name_keeps_its_extension_and_whole_letters():
    shown = clean_name("长" * 300 + ".xlsx", limit=100)
    assert shown == "长" * 31 + ".xlsx"
    assert len(shown.encode()) <= 100


def test_extensions_are_compared_in_lower_case():
    assert [extension(name) for name in ("A.XLSX", "无", "a.b.csv")] == ["xlsx", "", "csv"]
