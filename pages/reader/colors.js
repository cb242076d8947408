// The colors that a style names, and what they make of each other. A part of the reader (../seeing.py).

const WHITE = [255, 255, 255, 1], CLEAR = [0, 0, 0, 0];

const colors = new Map();
const parseUnusual = color => {
    const brush = new OffscreenCanvas(1, 1).getContext("2d");
    brush.fillStyle = color;
    brush.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = brush.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
};
const parseColor = color => {
    if (!colors.has(color)) {
        const numbers = /^rgba?\(/.test(color) ? color.match(/[\d.]+/g).map(Number) : parseUnusual(color);
        colors.set(color, [numbers[0], numbers[1], numbers[2], numbers[3] ?? 1]);
    }
    return colors.get(color);
};
const over = (top, under) => {
    if (top[3] === 1 || !under[3]) return top;
    const alpha = top[3] + under[3] * (1 - top[3]);
    const mix = index => (top[index] * top[3] + under[index] * under[3] * (1 - top[3])) / alpha;
    return [mix(0), mix(1), mix(2), alpha];
};
const luminance = color => {
    const [red, green, blue] = color.slice(0, 3).map(value => {
        const share = value / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
const contrast = (one, other) => {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
};
const FILTERS = {
    opacity: (color, amount) => [color[0], color[1], color[2], color[3] * Math.min(amount, 1)],
    brightness: (color, amount) => [...color.slice(0, 3).map(value => Math.min(value * amount, 255)), color[3]],
    contrast: (color, amount) => [
        ...color.slice(0, 3).map(value => Math.max(0, Math.min((value - 127.5) * amount + 127.5, 255))), color[3],
    ],
    invert: (color, amount) => [
        ...color.slice(0, 3).map(value => value + (255 - 2 * value) * Math.min(amount, 1)), color[3],
    ],
};

const COLOR = /\b(?:rgba?|hsla?|hwb|oklch|oklab|lab|lch|color)\([^()]*\)/g;
const readColors = text => [...text.matchAll(COLOR)].map(([color]) => parseColor(color));
/** Return the color of a picture that has only one, as a gradient between equal colors; null for any other. */
const readFlatColor = image => {
    if (image === "none") return CLEAR;
    const [first, ...others] = /url\(|image-set\(|element\(|paint\(/.test(image) ? [] : readColors(image);
    const isSame = color => color.every((value, index) => Math.abs(value - first[index]) <= (index < 3 ? 8 : 0.05));
    return first && others.every(one => isSame(one) || (!one[3] && !first[3])) ? first : null;
};
// What `mix-blend-mode` makes of what is behind and what is drawn, each from 0 to 1.
const BLENDS = {
    multiply: (below, own) => below * own,
    screen: (below, own) => below + own - below * own,
    darken: Math.min,
    lighten: Math.max,
    difference: (below, own) => Math.abs(below - own),
    exclusion: (below, own) => below + own - 2 * below * own,
    "color-dodge": (below, own) => (!below ? 0 : own === 1 ? 1 : Math.min(1, below / (1 - own))),
    "color-burn": (below, own) => (below === 1 ? 1 : !own ? 0 : 1 - Math.min(1, (1 - below) / own)),
    "plus-lighter": (below, own) => Math.min(1, below + own),
};
const blend = (mode, color, below) => {
    const mix = index => 255 * BLENDS[mode](below[index] / 255, color[index] / 255);
    return [0, 1, 2].map(index => color[index] * (1 - below[3]) + mix(index) * below[3]).concat(color[3]);
};
