// Decides by a picture of the window which of the words that were read are drawn. Evaluates to a function that is
// called with the reader that has read them (seeing.py), and returns one that looks at a picture.
//
// One picture shows what is in the window. For the other words it scrolls, and asks for another picture.
reader => {
    // What differs less is the same color: letters of the lowest contrast that counts as seen differ by more.
    const MIN_STEP = 10;
    // Shares of the height of the letters: a slit does not show a word, and a letter is not wider than this.
    const MIN_HEIGHT = 0.24, MAX_GAP = 1.6;
    const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu, LATIN = /^[\p{Script=Latin}\p{N}]{3,}$/u;

    // Places ------------------------------------------------------------------------------------------------------

    const range = document.createRange();
    const isTurned = element => {
        for (let one = element; one; one = one.parentElement) {
            const {transform, rotate, writingMode} = getComputedStyle(one);
            if (rotate !== "none" || !writingMode.startsWith("horizontal")) return true;
            if (transform === "none") continue;
            const {b, c} = new DOMMatrix(transform);
            if (Math.abs(b) > 0.01 || Math.abs(c) > 0.01) return true;
        }
        return false;
    };
    const listWords = node => [...node.data.matchAll(WORD)].map(match => ({
        node, element: node.parentElement, start: match.index, end: match.index + match[0].length, text: match[0],
    }));
    const describeButton = input => ({element: input, text: input.value});
    const listRects = word => {
        if (!word.node) {
            const {left, top, width, height} = word.element.getBoundingClientRect();
            return [new DOMRect(left + width * 0.1, top + height * 0.1, width * 0.8, height * 0.8)];
        }
        range.setStart(word.node, word.start);
        range.setEnd(word.node, word.end);
        return [...range.getClientRects()].filter(rect => rect.width >= 2 && rect.height >= 2);
    };
    const isWithin = (rect, box) => rect.left >= box.left - 1 && rect.right <= box.right + 1
        && rect.top >= box.top - 1 && rect.bottom <= box.bottom + 1;
    const isInWindow = rect => isWithin(rect, {left: 0, top: 0, right: innerWidth, bottom: innerHeight});
    const isCutOff = (element, rect) => {
        for (let box = element.parentElement; box && box !== document.body; box = box.parentElement) {
            if (getComputedStyle(box).overflowX !== "visible" && !isWithin(rect, box.getBoundingClientRect())) return true;
        }
        return false;
    };
    /** Return whether nothing else is on top of a word that goes away with the pointer or by scrolling. */
    const isOnTop = (element, rect) => {
        const top = document.elementFromPoint((rect.left + rect.right) / 2, (rect.top + rect.bottom) / 2);
        return top !== null && (top === element || top.contains(element) || element.contains(top));
    };

    // Pixels ------------------------------------------------------------------------------------------------------

    /** Return the rows of a place, each as the columns at which its color steps. */
    const readSteps = ({data, width, height, scale}, rect, margin) => {
        const left = Math.max(Math.floor(rect.left * scale) - margin, 0);
        const right = Math.min(Math.ceil(rect.right * scale) + margin, width);
        const rows = [];
        for (let y = Math.max(Math.floor(rect.top * scale), 0); y < Math.min(Math.ceil(rect.bottom * scale), height); y++) {
            const steps = [];
            for (let x = left, at = (y * width + left) * 4; x < right - 1; x++, at += 4) {
                const isStep = Math.abs(data[at] - data[at + 4]) >= MIN_STEP
                    || Math.abs(data[at + 1] - data[at + 5]) >= MIN_STEP || Math.abs(data[at + 2] - data[at + 6]) >= MIN_STEP;
                if (isStep) steps.push(x);
            }
            rows.push(steps);
        }
        return {rows, left, right};
    };
    const findWidestGap = ({rows, left, right}) => {
        const columns = [...new Set(rows.flat())].sort((one, other) => one - other);
        return Math.max(...[...columns, right].map((column, index) => column - (columns[index - 1] ?? left)));
    };
    /** Return whether a line goes through the letters: between their top and bottom, a row without any step. */
    const isStruck = rows => {
        const drawn = rows.map((steps, y) => [steps.length, y]).filter(([count]) => count).map(([, y]) => y);
        const [first, last] = [drawn[0], drawn[drawn.length - 1]], size = last - first;
        const middle = rows.slice(first + Math.ceil(size * 0.35), first + Math.floor(size * 0.65) + 1);
        return size >= 6 && middle.some(steps => !steps.length);
    };
    const findRectFault = (picture, word, rect) => {
        const found = readSteps(picture, rect, 1), rows = found.rows.filter(steps => steps.length).length;
        if (!rows) return "not drawn";
        if (!word.node || word.isTurned) return "";
        const css = getComputedStyle(word.element);
        const size = Math.min(rect.height, parseFloat(css.fontSize) * 1.2) * picture.scale;
        if (rows < MIN_HEIGHT * size) return "not drawn";
        const spacing = (Math.abs(parseFloat(css.letterSpacing)) || 0) * picture.scale;
        if (findWidestGap(found) > Math.max(MAX_GAP * rect.height * picture.scale, 12) + spacing) return "not drawn";
        return LATIN.test(word.text) && isStruck(readSteps(picture, rect, 0).rows) ? "struck out" : "";
    };

    // Rounds ------------------------------------------------------------------------------------------------------

    let waiting = [...reader.listRead()].flatMap(one => (one.nodeType === Node.TEXT_NODE ? listWords(one) : [describeButton(one)]));
    const faults = [];
    /** Judge a word by a picture, and return whether that is done; `isLast` if no other picture shows more of it. */
    const judge = (picture, word, isLast) => {
        const rects = listRects(word);
        if (!rects.length || rects.some(rect => isCutOff(word.element, rect))) return isLast;
        if (!rects.every(isInWindow)) return isLast;
        if (!rects.every(rect => isOnTop(word.element, rect))) {
            if (!isLast || rects.some(rect => reader.isUnderOpened(word.element, rect))) return isLast;
        }
        word.isTurned ??= isTurned(word.element);
        const fault = rects.map(rect => findRectFault(picture, word, rect)).find(Boolean);
        if (fault) faults.push({...word, fault});
        return true;
    };
    const quote = ([first, ...others]) => {
        const {start, end} = {start: first.start, end: [first, ...others].at(-1).end};
        return first.node ? first.node.data.slice(start, end) : first.text;
    };
    /** Return the words that are not drawn, those of one text together, each with the reason. */
    const describe = () => {
        const groups = new Map();
        for (const one of faults) {
            const text = one.node ?? one.element;
            groups.set(text, [...groups.get(text) ?? [], one]);
        }
        return [...groups.values()].map(group => [quote(group).replace(/\s+/g, " ").trim(), group[0].fault]);
    };
    /** Look at a picture; return what is not drawn, or null if another picture is needed. */
    return picture => {
        waiting = waiting.filter(word => !judge(picture, word, false));
        while (waiting.length) {
            const [next, ...others] = waiting, [rect] = listRects(next);
            if (rect && !next.isTried) {
                next.isTried = true;
                if (reader.bringIntoView(next.element, rect)) return null;
            }
            judge(picture, next, true);
            waiting = others;
        }
        reader.restore();
        return describe();
    };
}
