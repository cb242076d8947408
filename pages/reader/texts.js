// Which texts a reader sees, and as what words. A part of the reader (../seeing.py).

const BUTTONS = /^(button|submit|reset)$/;

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
