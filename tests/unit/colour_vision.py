"""How colours look to people who see red, green or blue less, and in grey print; how far apart.

Simulation: Machado, Oliveira and Fernandes (2009), severity 1.0, applied to linear RGB. Grey print
keeps the luminance. Distance: CIEDE2000 (CIE 142-2001; Sharma, Wu and Dalal 2005).
"""

from __future__ import annotations

from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

Triple = tuple[float, float, float]

SIMULATIONS = {
    "normal": [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
    "grey print": [[0.2126, 0.7152, 0.0722]] * 3,
}


def seen(colour: str, simulation: str) -> Triple:
    """Return L*, a*, b* of a colour such as ``#1B448D`` as somebody sees it."""
    rgb = _linear(colour)
    rows = SIMULATIONS[simulation]
    return _lab([sum(m * c for m, c in zip(row, rgb, strict=True)) for row in rows])


def distance(first: str, second: str, simulation: str = "normal") -> float:
    """Return the distance of two colours (CIEDE2000) as somebody sees them."""
    return ciede2000(seen(first, simulation), seen(second, simulation))


def _linear(colour: str) -> list[float]:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]


def _lab(rgb: list[float]) -> Triple:
    r, g, b = (min(1.0, max(0.0, part)) for part in rgb)
    x = (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505
    y = 0.2126 * r + 0.7152 * g + 0.0722 * b
    z = (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def ciede2000(first: Triple, second: Triple) -> float:
    """Return the distance of two colours in L*, a*, b*."""
    (l1, a1, b1), (l2, a2, b2) = first, second
    mean_c = (hypot(a1, b1) + hypot(a2, b2)) / 2
    stretch = 1 + 0.5 * (1 - sqrt(mean_c**7 / (mean_c**7 + 25**7)))
    c1, c2 = hypot(a1 * stretch, b1), hypot(a2 * stretch, b2)
    h1 = degrees(atan2(b1, a1 * stretch)) % 360
    h2 = degrees(atan2(b2, a2 * stretch)) % 360
    turn, hue = _hues(h1, h2, c1 * c2 == 0)
    light, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    delta_h = 2 * sqrt(c1 * c2) * sin(radians(turn / 2))
    t = (
        1
        - 0.17 * cos(radians(hue - 30))
        + 0.24 * cos(radians(2 * hue))
        + 0.32 * cos(radians(3 * hue + 6))
        - 0.20 * cos(radians(4 * hue - 63))
    )
    by_l = (l2 - l1) / (1 + 0.015 * (light - 50) ** 2 / sqrt(20 + (light - 50) ** 2))
    by_c = (c2 - c1) / (1 + 0.045 * chroma)
    by_h = delta_h / (1 + 0.015 * chroma * t)
    rotated = 60 * exp(-(((hue - 275) / 25) ** 2))
    rotation = -2 * sqrt(chroma**7 / (chroma**7 + 25**7)) * sin(radians(rotated))
    return sqrt(by_l**2 + by_c**2 + by_h**2 + rotation * by_c * by_h)


def _hues(h1: float, h2: float, grey: bool) -> tuple[float, float]:
    """Return the turn from one hue to the other and their mean, the short way round."""
    if grey:
        return 0.0, h1 + h2
    turn = (h2 - h1 + 180) % 360 - 180
    mean = (h1 + h2) / 2
    if abs(h1 - h2) > 180:
        mean += 180 if h1 + h2 < 360 else -180
    return turn, mean
