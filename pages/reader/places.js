// Where an element is, and what lies on top of it there. A part of the reader (../seeing.py), which may scroll to
// look below the fold: `restore` scrolls back.

const REPLACED = new Set(["IMG", "VIDEO", "CANVAS", "IFRAME", "EMBED", "OBJECT", "svg", "PICTURE"]);

const scrolled = [];
const scrollTo = (box, left, top) => {
    scrolled.push([box, box.scrollLeft, box.scrollTop]);
    box.scrollTo({left, top, behavior: "instant"});
};
const restore = () => {
    for (const [box, left, top] of scrolled.reverse()) box.scrollTo({left, top, behavior: "instant"});
    scrolled.length = 0;
};
const isOutside = (rect, box) =>
    rect.bottom <= box.top || rect.top >= box.bottom || rect.right <= box.left || rect.left >= box.right;
const canScroll = value => value === "auto" || value === "scroll";

/** Scroll as a reader would to bring a place into view; return whether anything was scrolled. */
const bringIntoView = (element, rect) => {
    const root = document.scrollingElement ?? document.documentElement;
    let has = false;
    for (let box = parentOf(element); box && box !== root; box = parentOf(box)) {
        const {css} = readStyle(box);
        if (box === document.body || !(canScroll(css.overflowX) || canScroll(css.overflowY))) continue;
        const frame = box.getBoundingClientRect();
        if (!isOutside(rect, frame)) continue;
        scrollTo(
            box,
            box.scrollLeft + (canScroll(css.overflowX) ? rect.left - frame.left - frame.width / 3 : 0),
            box.scrollTop + (canScroll(css.overflowY) ? rect.top - frame.top - frame.height / 3 : 0),
        );
        has = true;
    }
    // A line at the edge counts as outside: its middle may be just beyond.
    const isInView = rect.top >= 0 && rect.bottom <= innerHeight && rect.right > 0 && rect.left < innerWidth;
    if (has || isInView || rect.right + scrollX <= 0 || rect.bottom + scrollY <= 0) return has;
    const isFixed = [document.documentElement, document.body].some(one => one && readStyle(one).css.overflowY === "hidden");
    if (isFixed) return false;
    const before = [root.scrollLeft, root.scrollTop];
    scrollTo(
        root,
        rect.left >= 0 && rect.left < innerWidth ? scrollX : scrollX + rect.left - innerWidth / 3,
        scrollY + rect.top - innerHeight / 3,
    );
    return root.scrollLeft !== before[0] || root.scrollTop !== before[1];
};

/** Return the opacity of an element, or of all below the ancestor that it shares with another. */
const totalOpacity = (element, other = null) => {
    let opacity = 1;
    for (let one = element; one && !(other && one.contains(other)); one = parentOf(one)) {
        const style = readStyle(one);
        opacity *= style.opacity;
        for (const [name, amount] of style.filters) if (name === "opacity") opacity *= Math.min(amount, 1);
    }
    return opacity;
};
const paints = (element, other = null) => {
    const style = readStyle(element);
    if (style.css.visibility !== "visible") return false;
    const opacity = totalOpacity(element, other);
    const isPainted = REPLACED.has(element.tagName) || style.hasImage || (style.css.backdropFilter ?? "none") !== "none";
    return (isPainted ? 1 : style.background[3]) * opacity >= OPAQUE;
};
// A submenu that the pointer has opened, which goes away with the pointer. The pointer is not on itself.
const isOpenedByPointer = (cover, element) => {
    const HOVERED = ":hover:is(*)"; // not ":hover", which only matches links in a page without a doctype
    if (cover.matches(HOVERED)) return false;
    for (let one = parentOf(cover); one && !one.contains(element); one = parentOf(one)) {
        if (one.matches(HOVERED)) return true;
    }
    return false;
};
/** Return the layer that a style puts an element in among what is in an ancestor; null if in none of its own. */
const findLayer = (element, ancestor) => {
    let layer = null;
    for (let one = element; one && one !== ancestor; one = parentOf(one)) {
        const {css} = readStyle(one);
        if (css.position === "static" && css.transform === "none" && css.opacity === "1") continue;
        layer = css.zIndex === "auto" ? layer ?? 0 : Number(css.zIndex);
    }
    return layer;
};
/** Return whether a positioned part of `cover` is drawn on top of an element; `pseudo` if it is generated. */
const isDrawnAbove = (cover, element, pseudo = null) => {
    let common = cover;
    while (common && !common.contains(element)) common = parentOf(common);
    const under = findLayer(element, common);
    const own = pseudo ? Number(pseudo.css.zIndex) || 0 : 0;
    const upper = pseudo ? findLayer(cover, common) ?? own : findLayer(cover, common) ?? 0;
    if (under === null) return upper >= 0;
    if (upper !== under) return upper > under;
    if (cover === common) return pseudo?.which === "::after";
    return Boolean(element.compareDocumentPosition(cover) & Node.DOCUMENT_POSITION_FOLLOWING);
};
let untouchable = null;
/** Return what a pointer passes through although it is drawn on top: no hit test finds it. */
const listUntouchable = () => untouchable ??= [...document.querySelectorAll("body *")].filter(one => {
    const {css} = readStyle(one);
    return css.pointerEvents === "none" && css.position !== "static" && !(Number(css.zIndex) < 0) && paints(one, one);
});
let untouchableParts = null;
/** Return the positioned elements with generated content that a pointer passes through. */
const listUntouchableParts = () => untouchableParts ??= [...document.querySelectorAll("body *")].filter(one =>
    readStyle(one).css.position !== "static" && listCovers(one).some(({css}) => css.pointerEvents === "none"));
const isAt = (rect, x, y) => rect.left <= x && x <= rect.right && rect.top <= y && y <= rect.bottom;
// What both are in makes both of them paler: what covers a text in a pale button covers it.
const covers = (cover, element) => paints(cover, element) && !isOpenedByPointer(cover, element);

const covering = new Map();
/** Return the positioned generated content of an element that hides what is under it. */
const listCovers = element => {
    if (!covering.has(element)) {
        covering.set(element, listPseudos(element).map((css, index) => ({css, which: ["::before", "::after"][index]}))
            .filter(({css}) => css && /absolute|fixed/.test(css.position) && !(Number(css.zIndex) < 0) && fills(css)));
    }
    return covering.get(element);
};
const fills = css => {
    if ((css.backdropFilter ?? "none") !== "none") return true;
    const flat = readFlatColor(css.backgroundImage);
    return (flat ? over(flat, parseColor(css.backgroundColor))[3] : 1) * Number(css.opacity) >= OPAQUE;
};
/** Return the place of generated content that is positioned within the nearest positioned ancestor. */
const placeCover = (element, css) => {
    let frame = {left: -scrollX, top: -scrollY};
    if (css.position === "fixed") frame = {left: 0, top: 0};
    else {
        for (let one = element; one; one = parentOf(one)) {
            const {css: own} = readStyle(one);
            if (own.position === "static" && own.transform === "none") continue;
            const box = one.getBoundingClientRect();
            frame = {left: box.left + one.clientLeft, top: box.top + one.clientTop};
            break;
        }
    }
    const [left, top] = [frame.left + (parseFloat(css.left) || 0), frame.top + (parseFloat(css.top) || 0)];
    const measure = (size, start, end) => css.boxSizing === "border-box" ? parseFloat(css[size])
        : [size, `padding${start}`, `padding${end}`, `border${start}Width`, `border${end}Width`]
            .reduce((sum, name) => sum + parseFloat(css[name]), 0);
    return {left, top, right: left + measure("width", "Left", "Right"), bottom: top + measure("height", "Top", "Bottom")};
};
/** Return whether generated content of `owner`, such as a white box, lies on top of a place of an element. */
const isUnderCoverOf = (owner, element, x, y) => listCovers(owner).some(cover =>
    isAt(placeCover(owner, cover.css), x, y) && isDrawnAbove(owner, element, cover));
/** Return whether generated content of an element or its ancestors lies on top of a place. */
const isUnderPseudo = (element, x, y) => {
    for (let one = element; one; one = parentOf(one)) if (isUnderCoverOf(one, element, x, y)) return true;
    return listUntouchableParts().some(one => !one.contains(element) && isUnderCoverOf(one, element, x, y));
};
const isCutOff = (element, x, y) => {
    for (let box = parentOf(element); box && box !== document.body; box = parentOf(box)) {
        const {css} = readStyle(box);
        if (css.overflowX !== "visible" && !isAt(box.getBoundingClientRect(), x, y)) return true;
    }
    return false;
};
const HIDES_BUTTON_CONTENT = "mozInnerScreenX" in window;
/** Return what a hit test finds where an element is: in Firefox the button that it is in, unless it is clipped. */
const findOwner = (element, x, y) => {
    const button = HIDES_BUTTON_CONTENT && element.closest("button");
    if (!button) return element;
    for (let one = element; one !== button; one = parentOf(one)) {
        const {css} = readStyle(one);
        const isClipped = css.clipPath !== "none" || (/absolute|fixed/.test(css.position) && css.clip !== "auto");
        if (isClipped || (css.overflowX !== "visible" && !isAt(one.getBoundingClientRect(), x, y))) return element;
    }
    return button;
};
const isShownAt = (element, x, y) => {
    const top = document.elementFromPoint(x, y);
    if (!top) return false;
    const owner = findOwner(element, x, y);
    if (top !== element && top !== owner) {
        const stack = document.elementsFromPoint(x, y);
        const found = Math.max(stack.indexOf(element), stack.indexOf(owner));
        if (found < 0 && (readStyle(element).css.pointerEvents !== "none" || isCutOff(element, x, y))) return false;
        const above = stack.slice(0, Math.max(found, 0));
        if (above.some(one => covers(one, element) || isUnderCoverOf(one, element, x, y))) return false;
    }
    return !isUnderPseudo(element, x, y)
        && !listUntouchable().some(one => !one.contains(element) && isAt(one.getBoundingClientRect(), x, y)
            && covers(one, element) && isDrawnAbove(one, element));
};

/** Return whether something that is not an ancestor is behind a text, so that its color says little. */
const hasOtherGround = (element, x, y) => {
    const stack = document.elementsFromPoint(x, y);
    const behind = stack.slice(stack.indexOf(element) + 1).find(one => paints(one));
    if (!behind || behind.contains(element)) return false;
    if (REPLACED.has(behind.tagName) || readStyle(behind).hasImage) return true;
    return mixColors(element, readStyle(behind).background).isSeen;
};
