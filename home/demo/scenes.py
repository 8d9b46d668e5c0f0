"""The drawings of the demo: one family, of flat shapes in few colours. Nobody's photographs are needed."""

import math

from PIL import Image, ImageDraw

from .drawing import (
    BAND,
    BRICK,
    DEEP,
    FINE,
    LINK,
    PALE,
    SIZE,
    SKY,
    SUN,
    WATER,
    WHITE,
    bubble,
    canvas,
    circle,
    ellipse,
    line,
    person,
    polygon,
    rectangle,
    rounded,
    smooth,
)


def draw_city() -> Image.Image:
    """Houses and towers behind a river with a bridge."""
    picture, draw = canvas(SKY)
    circle(draw, (1380, 330), 130, SUN)
    for left, width, height, colour in [
        (0, 210, 330, WATER), (190, 150, 460, LINK), (330, 240, 300, BAND), (560, 170, 520, WATER),
        (720, 220, 380, LINK), (930, 150, 600, BAND), (1070, 240, 340, WATER), (1300, 170, 470, LINK),
        (1460, 190, 320, BAND), (1640, 160, 420, WATER),
    ]:  # fmt: skip
        _house(draw, left, width, height, colour)
    polygon(draw, [(930, 260), (1005, 120), (1080, 260)], BRICK)
    polygon(draw, [(560, 340), (645, 230), (730, 340)], SUN)
    rectangle(draw, (0, 860, 1800, 1200), LINK)
    for row in range(4):
        _wave(draw, 940 + row * 70, phase=row * 1.3)
    _bridge(draw)
    return smooth(picture)


def draw_tables() -> Image.Image:
    """People around three round tables, seen from above."""
    picture, draw = canvas(PALE)
    for x, y, table in [(330, 640, SKY), (900, 560, SUN), (1470, 640, SKY)]:
        for seat in range(6):
            angle = 2 * math.pi * seat / 6 + math.pi / 6
            across, down = math.cos(angle), math.sin(angle)
            circle(draw, (x + across * 222, y + down * 222), 58, [BAND, BRICK, WATER][seat % 3])
            circle(draw, (x + across * 206, y + down * 206), 30, WHITE)
        circle(draw, (x, y), 154, BAND)
        circle(draw, (x, y), 142, table)
        for left, top in [(-72, -52), (14, -30), (-40, 22)]:
            rectangle(draw, (x + left, y + top, x + left + 58, y + top + 42), WHITE)
    return smooth(picture)


def draw_path() -> Image.Image:
    """A path over hills, with a sign at each step."""
    picture, draw = canvas(SKY)
    for middle, height, colour in [(300, 520, WATER), (1500, 600, WATER), (900, 430, LINK)]:
        ellipse(draw, (middle - 900, 1200 - height, middle + 900, 1200 + height), colour)
    points = [(x, 840 - x / 6 + math.sin(x / 210) * 90) for x in range(60, 1760, 10)]
    draw.line([(x * FINE, y * FINE) for x, y in points], fill=WHITE, width=26 * FINE, joint="curve")
    for number in range(5):
        x, y = points[14 + number * 36]
        rectangle(draw, (x - 7, y - 170, x + 7, y), DEEP)
        circle(draw, (x, y - 190), 62, SUN if number < 3 else WHITE)
        circle(draw, (x, y), 26, BRICK if number == 3 else DEEP)
    return smooth(picture)


def draw_book() -> Image.Image:
    """An open book out of which a town grows."""
    picture, draw = canvas(PALE)
    circle(draw, (1280, 360), 130, SUN)
    for left, width, height, colour in [
        (520, 130, 230, WATER), (640, 160, 360, LINK), (790, 120, 260, BAND), (900, 190, 430, WATER),
        (1080, 130, 300, LINK), (1190, 110, 220, BAND),
    ]:  # fmt: skip
        _house(draw, left, width, height, colour)
    polygon(draw, [(900, 430), (995, 300), (1090, 430)], BRICK)
    polygon(draw, [(900, 980), (900, 820), (240, 760), (240, 920)], WHITE)
    polygon(draw, [(900, 980), (900, 820), (1560, 760), (1560, 920)], SKY)
    polygon(draw, [(900, 1030), (900, 980), (240, 920), (240, 970)], BAND)
    polygon(draw, [(900, 1030), (900, 980), (1560, 920), (1560, 970)], DEEP)
    for row in range(3):
        line(draw, [(320, 812 + row * 36), (820, 854 + row * 36)], 9, SKY)
        line(draw, [(980, 854 + row * 36), (1480, 812 + row * 36)], 9, WATER)
    return smooth(picture)


def draw_board() -> Image.Image:
    """A board with what is done, what has begun and what is planned, and two people before it."""
    picture, draw = canvas(SKY)
    rectangle(draw, (0, 1010, 1800, 1200), WATER)
    rounded(draw, (330, 150, 1470, 900), 36, BAND)
    rounded(draw, (370, 190, 1430, 860), 20, WHITE)
    rectangle(draw, (520, 900, 550, 1080), DEEP)
    rectangle(draw, (1250, 900, 1280, 1080), DEEP)
    for row, (colour, share) in enumerate([(SUN, 0.9), (SUN, 0.7), (SKY, 0.8), (SKY, 0.5)]):
        top = 250 + row * 150
        rounded(draw, (440, top, 530, top + 90), 18, colour)
        rounded(draw, (580, top + 26, 580 + 780 * share, top + 64), 19, LINK if row < 2 else WATER)
        if row < 2:
            line(draw, [(462, top + 46), (480, top + 66), (512, top + 26)], 12, DEEP)
    person(draw, 250, 1080, 210, BRICK)
    person(draw, 1560, 1080, 230, LINK)
    return smooth(picture)


def draw_cards() -> Image.Image:
    """A wall with cards in three groups, and people before it."""
    picture, draw = canvas(PALE)
    rectangle(draw, (0, 1010, 1800, 1200), SKY)
    for group, colour in enumerate([SUN, BRICK, WATER]):
        left = 240 + group * 460
        rounded(draw, (left, 130, left + 400, 190), 20, BAND)
        for row in range(3):
            for column in range(2):
                x, y = left + column * 210, 230 + row * 150 + (column * 24 if row % 2 else 0)
                rounded(draw, (x, y, x + 190, y + 120), 14, colour if (row + column + group) % 3 else WHITE)
    for x, size, colour in [(430, 210, LINK), (880, 230, DEEP), (1360, 215, BRICK)]:
        person(draw, x, 1100, size, colour)
    return smooth(picture)


def draw_sheets() -> Image.Image:
    """Sheets of a draft, and a pencil."""
    picture, draw = canvas(BAND)
    circle(draw, (360, 300), 420, LINK)
    for shift, colour in [(120, WATER), (60, SKY), (0, WHITE)]:
        rounded(draw, (560 + shift, 170 + shift / 2, 1180 + shift, 1040 + shift / 2), 26, colour)
    rounded(draw, (640, 260, 980, 310), 20, BRICK)
    for row in range(7):
        rounded(draw, (640, 380 + row * 82, 640 + (460, 400, 440, 300)[row % 4], 406 + row * 82), 13, SKY)
    line(draw, [(1330, 420), (1010, 900)], 64, SUN)
    polygon(draw, [(1037, 918), (983, 882), (960, 985)], PALE)
    polygon(draw, [(975, 920), (994, 932), (960, 985)], DEEP)
    circle(draw, (1330, 420), 32, BRICK)
    return smooth(picture)


def draw_morning() -> Image.Image:
    """The sun rises over hills with a few houses: something begins."""
    picture, draw = canvas(SKY)
    circle(draw, (900, 700), 300, SUN)
    for middle, height, colour in [(250, 430, WATER), (1550, 480, WATER), (900, 330, LINK)]:
        ellipse(draw, (middle - 1000, 1200 - height, middle + 1000, 1200 + height), colour)
    for x, y, colour in [(700, 800, WHITE), (860, 770, BRICK), (1020, 790, WHITE)]:
        rectangle(draw, (x, y, x + 110, y + 110), colour)
        polygon(draw, [(x - 18, y), (x + 55, y - 76), (x + 128, y)], DEEP)
    return smooth(picture)


def draw_audience() -> Image.Image:
    """Rows of people before a speaker."""
    picture, draw = canvas(PALE)
    rounded(draw, (480, 120, 1320, 560), 30, BAND)
    bubble(draw, 560, 190, 300, WHITE, WATER)
    for column, height in enumerate((120, 200, 150, 260)):
        rectangle(draw, (980 + column * 70, 490 - height, 1030 + column * 70, 490), SUN if column == 3 else SKY)
    person(draw, 1480, 640, 150, BRICK)
    colours = [LINK, SUN, WATER, BAND]
    for row in range(2):
        for seat in range(6):
            person(draw, 200 + seat * 280 + row * 120, 930 + row * 300, 190 + row * 30, colours[(seat + row) % 4])
    return smooth(picture)


def draw_invited() -> Image.Image:
    """One long table, and a letter above it."""
    picture, draw = canvas(SKY)
    rounded(draw, (690, 130, 1110, 410), 24, WHITE)
    line(draw, [(700, 150), (900, 300), (1100, 150)], 14, BRICK)
    for seat in range(5):
        person(draw, 300 + seat * 300, 800, 190, [BAND, SUN, LINK, BRICK, WATER][seat])
    rounded(draw, (120, 790, 1680, 900), 40, DEEP)
    rectangle(draw, (240, 890, 280, 1200), DEEP)
    rectangle(draw, (1520, 890, 1560, 1200), DEEP)
    for x in (360, 760, 1160):
        rounded(draw, (x, 740, x + 150, 800), 10, WHITE)
    return smooth(picture)


def draw_conversation() -> Image.Image:
    """Four people who talk with each other."""
    picture, draw = canvas(BAND)
    circle(draw, (900, 1250), 620, LINK)
    for x, size, colour in [(330, 250, SUN), (720, 280, BRICK), (1110, 280, WATER), (1490, 250, SKY)]:
        person(draw, x, 1200, size, colour)
    for x, y, width, colour, lines in [
        (180, 330, 330, WHITE, WATER), (620, 150, 300, SUN, DEEP), (1010, 300, 280, SKY, LINK),
        (1340, 180, 320, WHITE, BRICK),
    ]:  # fmt: skip
        bubble(draw, x, y, width, colour, lines)
    return smooth(picture)


def draw_languages() -> Image.Image:
    """Speech bubbles, one over the other."""
    picture, draw = canvas(SKY)
    for x, y, width, colour, lines in [
        (200, 240, 640, LINK, SKY), (900, 190, 560, WHITE, WATER), (740, 520, 580, SUN, DEEP),
    ]:  # fmt: skip
        bubble(draw, x, y, width, colour, lines)
    return smooth(picture)


def draw_classroom() -> Image.Image:
    """A blackboard, and children before it."""
    picture, draw = canvas(PALE)
    rounded(draw, (300, 130, 1500, 720), 24, BAND)
    for row, share in enumerate((0.8, 0.55, 0.7)):
        line(draw, [(400, 270 + row * 140), (400 + 1000 * share, 270 + row * 140)], 16, SKY if row != 1 else SUN)
    for seat in range(5):
        person(draw, 260 + seat * 320, 1060, 200, [SUN, LINK, BRICK, WATER, SUN][seat])
    rectangle(draw, (0, 1050, 1800, 1200), WATER)
    return smooth(picture)


def draw_street() -> Image.Image:
    """A row of houses with trees."""
    picture, draw = canvas(SKY)
    circle(draw, (1660, 330), 110, SUN)
    for left, width, height, colour in [
        (120, 320, 340, WHITE),
        (520, 300, 460, LINK),
        (900, 340, 380, BRICK),
        (1330, 320, 300, WATER),
    ]:
        _house(draw, left, width, height, colour)
        polygon(
            draw, [(left - 26, 860 - height), (left + width / 2, 700 - height), (left + width + 26, 860 - height)], DEEP
        )
    rectangle(draw, (0, 860, 1800, 1200), WATER)
    for x in (470, 860, 1290, 1720):
        rectangle(draw, (x - 10, 740, x + 10, 900), DEEP)
        circle(draw, (x, 700), 84, BAND)
    line(draw, [(0, 975), (1800, 975)], 50, PALE)
    return smooth(picture)


def _house(draw: ImageDraw.ImageDraw, left: int, width: int, height: int, colour: str) -> None:
    top = 860 - height
    rectangle(draw, (left, top, left + width, 860), colour)
    for y in range(top + 40, 820, 74):
        for x in range(left + 26, left + width - 40, 56):
            rectangle(draw, (x, y, x + 24, y + 36), SUN if (x * 7 + y) % 5 == 0 else PALE)


def _wave(draw: ImageDraw.ImageDraw, y: int, phase: float) -> None:
    points = [(x * FINE, (y + math.sin(x / 70 + phase) * 9) * FINE) for x in range(0, SIZE[0] + 10, 10)]
    draw.line(points, fill=WATER, width=7 * FINE)


def _bridge(draw: ImageDraw.ImageDraw) -> None:
    rectangle(draw, (0, 800, 1800, 990), DEEP)
    for left in range(60, 1800, 360):
        ellipse(draw, (left, 850, left + 300, 1130), LINK)
    rectangle(draw, (0, 988, 1800, 1130), LINK)
    for row in range(2):
        _wave(draw, 1010 + row * 70, phase=row * 1.7)
