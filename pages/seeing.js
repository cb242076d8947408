// Decides what a reader sees of the page as it is now. Evaluates to an object with the functions at the end.
//
// One reader serves one evaluation: it remembers styles, and may scroll to look below the fold. `restore` scrolls
// back before anything is drawn. It changes nothing else.
(() => {
    // Below these, a reader would not notice: the ratio of WCAG (black on white is 21), pixels, shares.
    const MIN_CONTRAST = 1.5, MIN_TEXT_SIZE = 5, MIN_BOX = 2, MIN_OPACITY = 0.1, OPAQUE = 0.5;
    const REPLACED = new Set(["IMG", "VIDEO", "CANVAS", "IFRAME", "EMBED", "OBJECT", "svg", "PICTURE"]);
    const CONTROLS = "a, button, input, select, textarea, img, label > input";
    const BUTTONS = /^(button|submit|reset)$/;
    const WHITE = [255, 255, 255, 1], CLEAR = [0, 0, 0, 0];

    // Colors ------------------------------------------------------------------------------------------------------

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

    // Styles ------------------------------------------------------------------------------------------------------

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

    // Places ------------------------------------------------------------------------------------------------------

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

    // Text --------------------------------------------------------------------------------------------------------

    const range = document.createRange();
    const listRects = node => {
        range.selectNodeContents(node);
        return [...range.getClientRects()].filter(rect => rect.width > 0 && rect.height > 0);
    };
    const findSizeFault = (rects, length) => {
        if (!rects.length) return "not shown";
        const low = Math.max(...rects.map(rect => Math.min(rect.width, rect.height)));
        const high = rects.reduce((sum, rect) => sum + Math.max(rect.width, rect.height), 0);
        const isSmall = length > 2 ? low < MIN_TEXT_SIZE : high < MIN_TEXT_SIZE || low < 1;
        return isSmall || high < low * 0.1 * length ? "too small" : "";
    };
    const listPoints = (rect, rows) => {
        const shares = rect.width < 12 ? [0.5] : [0.08, 0.3, 0.5, 0.7, 0.92];
        return rows.flatMap(row => shares.map(share => [
            rect.left + rect.width * share, rect.top + (rect.bottom - rect.top) * row,
        ]));
    };
    /** Return whether an ancestor may leave a slit through which a part of each letter is seen. */
    const isInSlit = (element, rect) => {
        for (let one = element; one && one !== document.body; one = parentOf(one)) {
            const {css} = readStyle(one);
            if (css.clipPath !== "none") return true;
            if (css.overflowY !== "visible" && one.clientHeight && one.clientHeight < (rect.bottom - rect.top) * 0.6) return true;
        }
        return false;
    };
    const findPlaceFault = (element, listPlaces) => {
        for (let index = 0, rects = listPlaces(); index < rects.length; index++) {
            if (bringIntoView(element, rects[index])) rects = listPlaces();
            const rect = rects[index];
            if (!rect || rect.right + scrollX <= 0 || rect.bottom + scrollY <= 0) return "outside the page";
            for (const [x, y] of listPoints(rect, isInSlit(element, rect) ? [0.3, 0.5, 0.7] : [0.5])) {
                if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) {
                    if (isOutside(rect, {left: 0, top: 0, right: innerWidth, bottom: innerHeight})) return "outside the page";
                    continue;
                }
                if (!isShownAt(element, x, y)) return "covered or cut off";
            }
        }
        return "";
    };

    const firstLines = new Map();
    /** Return where the first line of a block is, and its color, if a style gives it one of its own; else null. */
    const readFirstLine = block => {
        if (!firstLines.has(block)) {
            const {color} = getComputedStyle(block, "::first-line"), hasOwn = color !== readStyle(block).css.color;
            range.selectNodeContents(block);
            const rect = hasOwn && [...range.getClientRects()].find(one => one.width > 0 && one.height > 0);
            firstLines.set(block, rect ? {color, bottom: rect.bottom + scrollY} : null);
        }
        return firstLines.get(block);
    };
    const isPaleFirstLine = (element, rect) => {
        const block = findBlock(element), line = block && readFirstLine(block);
        if (!line || (rect.top + rect.bottom) / 2 + scrollY > line.bottom) return false;
        if (readStyle(element).css.color !== readStyle(block).css.color) return false;
        const {isKnown, isSeen} = mixColors(element, null, [parseColor(line.color)]);
        return isKnown && !isSeen;
    };

    const hiddenLetters = new Map();
    /** Return the text of a block that has its first letter if a style takes that letter away; else null. */
    const findTextWithHiddenLetter = block => {
        if (!hiddenLetters.has(block)) {
            const {fontSize, color} = getComputedStyle(block, "::first-letter"), own = readStyle(block).css;
            const isSmall = fontSize !== own.fontSize && parseFloat(fontSize) < MIN_TEXT_SIZE;
            const mixed = color !== own.color ? mixColors(block, null, [parseColor(color)]) : null;
            const isHidden = isSmall || (mixed !== null && mixed.isKnown && !mixed.isSeen);
            const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
            while (isHidden && walker.nextNode() && !walker.currentNode.data.trim());
            hiddenLetters.set(block, isHidden ? walker.currentNode : null);
        }
        return hiddenLetters.get(block);
    };
    const findBlock = element => {
        let block = element;
        while (block && /^(inline|contents)$/.test(readStyle(block).display)) block = parentOf(block);
        return block;
    };
    const isWithoutFirstLetter = node => {
        const block = findBlock(node.parentElement);
        return block !== null && findTextWithHiddenLetter(block) === node;
    };

    const seenTexts = new Map();
    /** Return why a reader does not see a text, "" if they do. */
    const findTextFault = node => {
        if (!seenTexts.has(node)) seenTexts.set(node, lookForTextFault(node));
        return seenTexts.get(node);
    };
    const lookForTextFault = node => {
        const element = node.parentElement;
        if (!element.checkVisibility()) return "not shown";
        const fault = findStyleFault(element);
        if (fault && fault !== "the color of its background") return fault;
        const rects = listRects(node);
        if (!fault && rects.length && isPaleFirstLine(element, rects[0])) return "the color of its background";
        if (isWithoutFirstLetter(node)) return "without its first letter";
        const small = findSizeFault(rects, node.data.replace(/\s+/g, "").length);
        if (small) return small;
        const hidden = findPlaceFault(element, () => listRects(node));
        if (hidden || !fault) return hidden;
        const [rect] = listRects(node);
        return hasOtherGround(element, (rect.left + rect.right) / 2, (rect.top + rect.bottom) / 2) ? "" : fault;
    };

    const CASES = {
        uppercase: text => text.toUpperCase(),
        lowercase: text => text.toLowerCase(),
        capitalize: text => text.replace(/(^|[\s(])(\p{L})/gu, (_, before, letter) => before + letter.toUpperCase()),
    };
    /** Return generated text that a reader reads as words: without icons, bullets and the like. */
    const readGenerated = (element, css, meaning = /[\p{L}\p{N}]/u) => {
        if (!css || css.visibility !== "visible" || Number(css.opacity) < MIN_OPACITY) return "";
        if (parseFloat(css.fontSize) < MIN_TEXT_SIZE) return "";
        const parts = css.content.matchAll(/"((?:[^"\\]|\\.)*)"|attr\(([\w-]+)\)/g);
        const text = [...parts].map(([, quoted, name]) => (name ? element.getAttribute(name) ?? "" : quoted.replace(/\\(.)/g, "$1")));
        const words = text.join("");
        return meaning.test(words) && isRendered(element) ? words : "";
    };
    /** Return the words in a list marker; numbers, letters and bullets are none. */
    const readMarker = element => {
        const css = readPseudo(element, "::marker");
        const [, quoted = ""] = (css?.content ?? readStyle(element).css.listStyleType).match(/^"((?:[^"\\]|\\.)*)"/) ?? [];
        return /\p{L}{2}/u.test(quoted) && isRendered(element) ? `${quoted.replace(/\\(.)/g, "$1")} ` : "";
    };
    const LINE = /^(block|flow-root|flex|grid|list-item|table|table-row|table-caption|table-(row|header|footer)-group)$/;
    const read = new Set();
    const collect = (node, parts) => {
        if (node.nodeType === Node.TEXT_NODE) {
            const {css} = readStyle(node.parentElement);
            if (!node.data.trim()) parts.push(/^(pre|break)/.test(css.whiteSpace) ? node.data : " ");
            else if (!findTextFault(node)) {
                const text = CASES[css.textTransform]?.(node.data) ?? node.data;
                parts.push(/^(pre|break)/.test(css.whiteSpace) ? text : text.replace(/\s+/g, " "));
                read.add(node);
            }
            return;
        }
        if (node.nodeType !== Node.ELEMENT_NODE) return;
        if (node.tagName === "BR") return void parts.push("\n");
        const {display} = readStyle(node);
        if (display === "none" || node.tagName === "TEXTAREA") return;
        if (node.tagName === "SELECT") return void parts.push(words(node));
        const isLine = LINE.test(display), [before, after] = listPseudos(node);
        if (isLine) parts.push("\n");
        if (display === "list-item") parts.push(readMarker(node));
        parts.push(readGenerated(node, before));
        for (const child of node.childNodes) collect(child, parts);
        parts.push(readGenerated(node, after));
        if (display === "table-cell" && node.nextElementSibling) parts.push("\t");
        if (isLine) parts.push("\n");
    };
    /** Return what a reader sees of an element: its text line by line, a button's value, a list's choice. */
    const words = element => {
        if (element.tagName === "INPUT") {
            const isOut = Math.abs(parseFloat(readStyle(element).css.textIndent) || 0) > element.offsetWidth;
            if (!sees(element) || findStyleFault(element) || isOut) return "";
            if (BUTTONS.test(element.type) && element.value.trim()) read.add(element);
            return element.value;
        }
        if (element.tagName === "SELECT") return sees(element) ? [...element.selectedOptions].map(one => one.text).join("\n") : "";
        if (!isRendered(element)) return "";
        const parts = [];
        collect(element, parts);
        return parts.join("").trim();
    };

    // Elements ----------------------------------------------------------------------------------------------------

    const seenElements = new Map();
    const lookAt = element => {
        if (!isRendered(element) || totalOpacity(element) < MIN_OPACITY) return false;
        if (!element.matches(CONTROLS)) return true;
        const list = () => [...element.getClientRects()].filter(rect => rect.width >= MIN_BOX && rect.height >= MIN_BOX);
        let [rect] = list();
        if (!rect) {
            // An inline link around a block or a picture has no box of its own: what is in it is seen or not. A
            // picture that was not loaded, as in a saved page, would be.
            return [...element.children].some(child => isRendered(child)
                && (child.getBoundingClientRect().height >= MIN_BOX || (child.tagName === "IMG" && !child.naturalWidth)));
        }
        if (bringIntoView(element, rect)) [rect] = list();
        const [x, y] = [(rect.left + rect.right) / 2, (rect.top + rect.bottom) / 2];
        const top = document.elementFromPoint(x, y);
        if (!top) return false;
        if (element.contains(top) || top.tagName === "AREA") return !isUnderPseudo(element, x, y);
        return isShownAt(element, x, y);
    };
    /** Return whether a reader sees that an element is there; of a field or a link, that it could be clicked. */
    const sees = element => {
        if (!seenElements.has(element)) seenElements.set(element, lookAt(element));
        return seenElements.get(element);
    };

    const FIELDS = "input:not([type=hidden], [type=button], [type=submit], [type=reset], [type=image]), select, textarea";
    const BLOCKS = "label, td, th, dt, dd, li, p, div, span.label, legend, fieldset, form, body";
    let blocks = null;
    /** Return the texts that can label a field: those of a block that a reader sees, apart from links and buttons. */
    const listBlocks = () => {
        if (blocks) return blocks;
        blocks = [];
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
        let block = null, texts = [];
        const finish = () => {
            if (texts.length) blocks.push(texts);
            texts = [];
        };
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            if (node.nodeType === Node.ELEMENT_NODE) {
                if (node.matches(FIELDS) || node.tagName === "BR") finish();
                continue;
            }
            if (!node.data.trim() || node.parentElement.closest("a, button, option, script, style, noscript")) continue;
            if (!isRendered(node.parentElement) || findTextFault(node)) continue;
            const own = node.parentElement.closest(BLOCKS);
            if (own !== block) finish();
            block = own;
            texts.push(node);
        }
        finish();
        return blocks;
    };
    /** Return the words of a block's texts, with what styles add: letters, digits, and the mark of a required field. */
    const readBlock = texts => {
        const elements = new Set();
        for (const text of texts) {
            for (let one = text.parentElement; one && !one.matches("fieldset, form, body"); one = one.parentElement) {
                elements.add(one);
                if (one.matches(BLOCKS)) break;
            }
        }
        const readAdded = index => [...elements]
            .map(one => readGenerated(one, listPseudos(one)[index], /[\p{L}\p{N}*]/u)).join("");
        return readAdded(0) + texts.map(one => one.data).join("") + readAdded(1);
    };
    let captions = null;
    /** Return the texts that can label a field, each with its place while nothing is scrolled. */
    const listCaptions = () => captions ??= listBlocks().map(texts => {
        const rects = texts.flatMap(listRects);
        return {
            words: readBlock(texts).replace(/\s+/g, " ").trim(),
            left: Math.min(...rects.map(rect => rect.left)), right: Math.max(...rects.map(rect => rect.right)),
            top: Math.min(...rects.map(rect => rect.top)), bottom: Math.max(...rects.map(rect => rect.bottom)),
        };
    });
    /** Return the words that a reader takes for a field's label: next to it, or else above it. */
    const label = field => {
        // To see whether a text is seen may scroll: labels and fields are compared where they are without that.
        listBlocks();
        restore();
        const box = field.getBoundingClientRect(), isTick = /^(checkbox|radio)$/.test(field.type);
        const distance = one => {
            const overlap = Math.min(one.bottom, box.bottom) - Math.max(one.top, box.top);
            const isBeside = overlap > 0.3 * Math.min(one.bottom - one.top, box.height);
            if (isBeside && isTick && one.left >= box.right - 2) return one.left - box.right;
            if (isBeside && !isTick && one.right <= box.left + 2) return box.left - one.right;
            const isAbove = one.bottom <= box.top + 2 && one.left < box.right && one.right > box.left;
            return isAbove && !isTick ? 10000 + box.top - one.bottom : Infinity;
        };
        const near = listCaptions().map(one => [distance(one), one.words]).filter(([far]) => far < Infinity);
        return near.sort(([one], [other]) => one - other)[0]?.[1] ?? "";
    };

    /** Return the texts of an element that the page has and a reader does not see, each with the reason. */
    const findUnseen = element => {
        const found = [], walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
            const node = walker.currentNode;
            if (!node.data.trim() || !node.parentElement.checkVisibility()) continue;
            const fault = findTextFault(node);
            if (fault) found.push([node.data.replace(/\s+/g, " ").trim(), fault]);
        }
        return found;
    };

    let isQuiet = null;
    /** Return whether nothing that is still loading or animated can move what is on the page. */
    const findQuiet = () => document.readyState === "complete" && document.fonts.status === "loaded"
        && [...document.images].every(image => image.complete)
        && document.getAnimations().every(animation => animation.playState !== "running");
    /** Return the middle of an element if a click there hits it without a wait or a scroll, else null. */
    const findClickPoint = element => {
        isQuiet ??= findQuiet();
        restore();
        const rect = element.getBoundingClientRect();
        const [x, y] = [rect.left + rect.width / 2, rect.top + rect.height / 2];
        const hit = isQuiet ? document.elementFromPoint(x, y) : null;
        return hit && element.contains(hit) ? [x, y] : null;
    };

    /** Return the texts, and the buttons made of an input, that were read and seen. */
    const listRead = () => read;
    /** Return whether a submenu that the pointer has opened lies on top of a place of an element. */
    const isUnderOpened = (element, rect) =>
        document.elementsFromPoint((rect.left + rect.right) / 2, (rect.top + rect.bottom) / 2)
            .some(one => paints(one) && isOpenedByPointer(one, element));

    const everything = {
        label,
        sees: isRendered,
        words: element => !isRendered(element) ? '' : element.tagName === "INPUT" ? element.value : element.innerText,
    };
    return {
        sees, words, label, findUnseen, findClickPoint, everything, restore, listRead, bringIntoView, isUnderOpened, URL,
    };
})()
