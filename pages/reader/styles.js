// What styles make of an element: its colors, what hides its text, and generated content. A part of the reader
// (../seeing.py).

// Below these, a reader would not notice: the ratio of WCAG (black on white is 21), pixels, shares.
const MIN_CONTRAST = 1.5, MIN_TEXT_SIZE = 5, MIN_OPACITY = 0.1, OPAQUE = 0.5;

const parentOf = element => element.parentElement ?? element.getRootNode().host ?? null;
/** Return the color that fills the box of an element, and whether a picture of several colors does. */
const readGround = (element, css) => {
    if (css.backgroundImage === "none" && !css.boxShadow.includes("inset")) {
        return {ground: parseColor(css.backgroundColor), hasImage: false};
    }
    const isWhole = !css.backgroundRepeat.includes("no-repeat") || /^(auto|cover|100%)( auto| 100%)?$/.test(css.backgroundSize);
    const flat = isWhole ? readFlatColor(css.backgroundImage) : null;
    let ground = over(flat ?? CLEAR, parseColor(css.backgroundColor));
    const inset = css.boxShadow.match(/(\w+\([^()]*\)) \S+ \S+ \S+ (-?[\d.]+)px inset/);
    if (inset && inset[2] * 2 >= Math.min(element.offsetWidth, element.offsetHeight)) {
        ground = over(parseColor(inset[1]), ground);
    }
    return {ground, hasImage: !flat};
};
/** Return whether a mask of a style leaves nothing of an element. */
const isMaskedOut = image => image !== undefined && image !== "none" && (readFlatColor(image)?.[3] ?? 1) < MIN_OPACITY;
/** Return whether an SVG filter draws something else in place of an element. */
const isReplacedByFilter = filter => {
    const id = filter.match(/url\("[^"#]*#([^"]+)"\)/)?.[1];
    return /^fe(Flood|Turbulence|Image)$/.test((id && document.getElementById(id)?.lastElementChild?.tagName) ?? "");
};
/** Return whether a style turns an element's left and right, or top and bottom, around. */
const isMirrored = css => {
    if (css.transform === "none" && (css.scale ?? "none") === "none") return false;
    const scale = (css.scale ?? "none").split(" ").map(Number);
    const matrix = css.transform === "none" ? null : new DOMMatrix(css.transform);
    return (matrix !== null && matrix.a * matrix.d < matrix.b * matrix.c) !== (scale.length > 1 && scale[0] * scale[1] < 0);
};
const styles = new Map();
const readStyle = element => {
    if (styles.has(element)) return styles.get(element);
    const css = getComputedStyle(element);
    const filters = css.filter === "none" ? [] : [...css.filter.matchAll(/([a-z-]+)\(([\d.]+)(px|%)?[^)]*\)/g)]
        .map(([, name, number, unit]) => [name, unit === "%" ? number / 100 : Number(number)]);
    const isInText = css.webkitBackgroundClip.includes("text"), {ground, hasImage} = readGround(element, css);
    const style = {
        css, filters,
        display: css.display,
        opacity: Number(css.opacity),
        background: isInText ? CLEAR : ground,
        hasImage: hasImage && !isInText,
        // The ground of a text that is drawn within its letters alone; null if it has several colors.
        inText: !isInText ? CLEAR : hasImage ? null : ground,
        isMaskedOut: isMaskedOut(css.maskImage ?? css.webkitMaskImage)
            || (css.filter.includes("url(") && isReplacedByFilter(css.filter)),
        isMirrored: isMirrored(css),
        isBlended: css.mixBlendMode in BLENDS,
        isBlurred: filters.some(([name, amount]) => name === "blur" && amount > 3),
        isStruck: css.textDecorationLine.includes("line-through"),
        // What is taken out of the line does not inherit the decoration of its container.
        isDetached: css.float !== "none" || /absolute|fixed/.test(css.position) || /^inline-/.test(css.display),
    };
    styles.set(element, style);
    return style;
};
const readPseudo = (element, which) => {
    const css = getComputedStyle(element, which);
    return css.content === "none" || css.content === "normal" || css.display === "none" ? null : css;
};
const pseudos = new Map();
const listPseudos = element => {
    if (!pseudos.has(element)) {
        pseudos.set(element, ["::before", "::after"].map(which => readPseudo(element, which)));
    }
    return pseudos.get(element);
};

const isRendered = element => element.getClientRects().length > 0
    && element.checkVisibility({visibilityProperty: true, opacityProperty: true});

/** Return what makes text of an element unreadable by its own style or its ancestors', "" if nothing does. */
const faults = new Map();
const findStyleFault = element => {
    if (!faults.has(element)) faults.set(element, lookForStyleFault(element));
    return faults.get(element);
};
const lookForStyleFault = element => {
    const {css} = readStyle(element);
    if (css.visibility !== "visible") return "not shown";
    if (parseFloat(css.fontSize) < MIN_TEXT_SIZE) return "too small";
    if ((css.webkitTextSecurity ?? "none") !== "none") return "masked";
    if (/override/.test(css.unicodeBidi) && css.direction === "rtl") return "written backwards";
    let decorated = true, isTurned = false;
    for (let one = element; one; one = parentOf(one)) {
        const style = readStyle(one);
        if (decorated && style.isStruck) return "struck out";
        if (style.isDetached) decorated = false;
        if (style.isBlurred) return "blurred";
        if (style.isMaskedOut) return "not shown";
        if (style.isMirrored) isTurned = !isTurned;
        if (style.css.contentVisibility === "hidden") return "not shown";
    }
    if (isTurned) return "mirrored";
    const {isKnown, isSeen} = mixColors(element);
    return isKnown && !isSeen ? "the color of its background" : "";
};

/** Return the colors of what draws an element's letters: their inside, their outline, their shadows. */
const listInks = css => {
    const size = parseFloat(css.fontSize), fill = parseColor(css.webkitTextFillColor ?? css.color);
    const width = parseFloat(css.webkitTextStrokeWidth) || 0;
    const shadows = [...css.textShadow.matchAll(/(\w+\([^()]*\)) (-?[\d.]+)px (-?[\d.]+)px ([\d.]+)px/g)]
        // What is far away or very soft is not the word.
        .filter(([, , x, y, soft]) => Math.max(Math.abs(x), Math.abs(y)) < 2 * size && soft <= (fill[3] < OPAQUE ? 6 : 20));
    const inks = shadows.map(([, color]) => parseColor(color));
    if (width > 0) inks.push(parseColor(css.webkitTextStrokeColor));
    // A thick outline is drawn over the inside of the letters.
    if (width < 0.12 * size || css.paintOrder?.startsWith("stroke")) inks.push(fill);
    return inks;
};
const formsGroup = style => style.opacity < 1 || style.isBlended || style.css.isolation === "isolate" || style.css.filter !== "none"
    || style.css.transform !== "none" || (style.css.position !== "static" && style.css.zIndex !== "auto");
/** Return what an element is blended with: the grounds of its ancestors, up to that of the group that it is in. */
const mixBelow = element => {
    let ground = CLEAR;
    for (let one = parentOf(element); one; one = parentOf(one)) {
        ground = over(ground, readStyle(one).background);
        if (formsGroup(readStyle(one))) break;
    }
    return ground;
};

/** Return whether an element's text differs from what is behind it, with all ancestors' layers. */
const mixColors = (element, below = null, drawn = listInks(readStyle(element).css)) => {
    let inks = drawn, ground = CLEAR, isKnown = true;
    const change = make => { [inks, ground] = [inks.map(make), make(ground)]; };
    for (let one = element; one; one = parentOf(one)) {
        const style = readStyle(one);
        if (!style.inText || (style.hasImage && ground[3] < OPAQUE)) isKnown = false;
        inks = inks.map(ink => over(over(ink, style.inText ?? CLEAR), style.background));
        ground = over(ground, style.background);
        for (const [name, amount] of style.filters) if (FILTERS[name]) change(color => FILTERS[name](color, amount));
        if (style.opacity < 1) change(color => FILTERS.opacity(color, style.opacity));
        if (style.isBlended) {
            const behind = mixBelow(one);
            change(color => blend(style.css.mixBlendMode, color, behind));
        }
        if (below && ground[3] < OPAQUE && !parentOf(one)) change(color => over(color, below));
    }
    const last = over(ground, WHITE);
    return {isKnown, isSeen: inks.some(ink => contrast(over(ink, WHITE), last) >= MIN_CONTRAST)};
};
