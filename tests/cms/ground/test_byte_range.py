"""What a Range header asks for."""

import pytest

from cms.ground.byte_range import BeyondTheEnd, ByteRange, parse_range

SIZE = 1000
WHOLE = None


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("bytes=0-99", (0, 99)),
        ("bytes=100-", (100, 999)),
        ("bytes=-100", (900, 999)),
        ("bytes=999-999", (999, 999)),
        ("bytes=990-5000", (990, 999)),
        ("bytes=-5000", (0, 999)),
        ("Bytes= 0-0", (0, 0)),
    ],
)
def test_one_part_is_understood(header, part):  # D7
    assert parse_range(header, SIZE) == ByteRange(*part, SIZE)


@pytest.mark.parametrize(
    "header",
    [
        "",
        "bytes=",
        "bytes=-",
        "bytes=5-3",
        "bytes=a-b",
        "bytes=0-1,5-6",
        "bytes=0-,0-,0-,0-",
        "bytes=--5",
        "bytes=0x1-2",
        "bytes=٠-٩",
        "bytes=0-0 x",
        "lines=0-1",
        "0-1",
        f"bytes={'9' * 5000}-",
    ],
)
def test_several_parts_and_nonsense_mean_the_whole(header):  # D7
    assert parse_range(header, SIZE) is WHOLE


@pytest.mark.parametrize("header", ["bytes=1000-", "bytes=5000-6000", "bytes=-0"])
def test_what_lies_beyond_the_end_is_refused(header):  # D7
    with pytest.raises(BeyondTheEnd):
        parse_range(header, SIZE)
