// Which elements a reader sees, and how a field is labeled. The last part of the reader (../seeing.py).

const MIN_BOX = 2;  // pixels
const CONTROLS = "a, button, input, select, textarea, img, label > input";

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
