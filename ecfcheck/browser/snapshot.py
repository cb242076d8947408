"""Reads the structure of what a page shows: words, fields, links and their order, in one round trip."""

import json
from typing import Any

from playwright.sync_api import Error, Page

from pages.base import PageObject
from pages.landmark import VISIBLE

MAX_ITEMS = 4000
"""How many items of a page are read: enough for every form, and a docket stays a file of bounded size."""

# Texts end at the borders of blocks and at links, buttons and fields, which are items of their own.
_READ = (
    """
([options, max]) => {
    const visible = """
    + VISIBLE
    + """;
    const clean = text => (text ?? '').replace(/\\s+/g, ' ').trim();
    const items = [], bodySize = parseFloat(getComputedStyle(document.body).fontSize);
    const compact = item => Object.fromEntries(Object.entries(item).filter(([, value]) =>
        value !== '' && value !== null && value !== undefined && value !== false
        && !(Array.isArray(value) && !value.length)));
    const box = area => {
        const {x, y, width, height} = area.getBoundingClientRect();
        return [x, y, width, height].map(Math.round);
    };
    // Whether a style cuts an element down to nothing, by a shape or by its own size.
    const isCutDown = (element, style) => {
        const clip = style.clipPath === 'none' ? null
            : style.clipPath.match(/^(inset|circle|ellipse)\\(([^()]*)\\)/);
        const [, shape, sizes] = clip ?? [];
        if (shape === 'inset') {
            const [top, right = top, bottom = top, left = right] = sizes.split(' round')[0].split(' ')
                .map(size => size.endsWith('%') ? parseFloat(size) : 0);
            if (top + bottom >= 100 || left + right >= 100) return true;
        } else if (shape && /^0(px|%)?( |$)/.test(sizes)) {
            return true;
        }
        return style.overflowY !== 'visible' && !/^(inline|contents)/.test(style.display)
            && element.parentElement && element !== document.body
            && (element.offsetWidth <= 1 || element.offsetHeight <= 1);
    };
    // What an element has of what is around it: borders, ground, lines, scale, and how transparent all is.
    const frames = new Map();
    const frameOf = element => {
        if (!element) return {border: '', opacity: 1, ground: '', line: 'none', scale: '', isCut: false};
        if (!frames.has(element)) {
            const style = getComputedStyle(element), around = frameOf(element.parentElement);
            const side = name => style[`border${name}Style`] === 'none' ? ''
                : ['Width', 'Style', 'Color'].map(part => style[`border${name}${part}`]).join(' ');
            // Most elements have no border, and to ask for all sides of each takes 4 ms.
            const sides = style.borderStyle === 'none' ? [''] : ['Top', 'Right', 'Bottom', 'Left'].map(side);
            const own = new Set(sides).size === 1 ? sides[0] : sides.map(one => one || 'none').join(', ');
            frames.set(element, {
                border: [own, around.border].filter(Boolean).join(' in '),
                opacity: Math.round(style.opacity * around.opacity * 100) / 100,
                ground: /^rgba\\(.*, 0\\)$|^transparent$/.test(style.backgroundColor)
                    ? around.ground : style.backgroundColor,
                line: style.textDecorationLine === 'none' ? around.line : style.textDecorationLine,
                // What is positioned may be outside of the box that is cut.
                isCut: isCutDown(element, style)
                    || around.isCut && !/^(fixed|absolute)$/.test(style.position),
                scale: [style.transform, style.zoom, around.scale]
                    .filter(one => !['none', '1', '', undefined].includes(one)).join(' in '),
            });
        }
        return frames.get(element);
    };
    // What the pointer happens to rest on looks different, which is not a change of the page.
    const look = element => {
        if (element.matches(':hover')) return '';
        const style = getComputedStyle(element);
        const {border, opacity, ground, line, scale} = frameOf(element);
        return [style.color, ground, style.fontSize, style.fontWeight, style.fontStyle, line,
            style.fontFamily, border, style.textTransform, opacity, style.letterSpacing, scale].join('|');
    };
    const area = element => element.closest(options.menu) ? 'menu'
        : element.closest(options.content) ? 'content' : 'page';
    const add = (kind, element, words, rest = {}, place = element) => {
        if (items.length < max) {
            items.push(compact({kind, area: area(element), words: clean(words), look: look(element),
                box: box(place), id: element.id, role: element.getAttribute('role'),
                label: element.getAttribute('aria-label') || element.title, ...rest}));
        }
    };
    // The parts of a text that look different from each other.
    const partsOf = nodes => {
        if (nodes.every(node => node.parentElement === nodes[0].parentElement)) return {};
        const pieces = [];
        for (const node of nodes) {
            const last = pieces.at(-1), own = look(node.parentElement);
            if (last?.look === own) last.words += node.data;
            else pieces.push({look: own, words: node.data});
        }
        return pieces.length < 2 ? {}
            : {parts: pieces.map(piece => piece.look), part_words: pieces.map(piece => clean(piece.words))};
    };
    const partsIn = element => {
        const nodes = [], walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
        if (!element.childElementCount) return {};
        while (walker.nextNode()) if (clean(walker.currentNode.data)) nodes.push(walker.currentNode);
        return partsOf(nodes);
    };
    let run = [];
    const isBold = element => parseInt(getComputedStyle(element).fontWeight) >= 600;
    const isHeading = element => isBold(element)
        && (parseFloat(getComputedStyle(element).fontSize) > bodySize
            || !element.closest('td, th, li, label'));
    const flush = () => {
        const nodes = run.filter(node => clean(node.data));
        run = [];
        if (!nodes.length) return;
        const words = nodes.map((node, at) => node.data).join('');
        const parents = nodes.map(node => node.parentElement), range = document.createRange();
        range.setStartBefore(nodes[0]);
        range.setEndAfter(nodes.at(-1));
        const level = parents[0].closest('h1, h2, h3, h4, h5, h6, [role=heading]');
        const kind = level || parents.every(isHeading) ? 'heading' : 'text';
        add(kind, parents[0], words, {
            id: (level ?? parents[0]).id,
            level: level ? level.getAttribute('aria-level') ?? level.tagName.slice(1) : '',
            ...partsOf(nodes),
        }, range);
    };
    const nameOf = element => clean(element.innerText) || element.ariaLabel
        || [...element.querySelectorAll('img')].map(image => image.alt).join(' ') || element.title;
    const imagesIn = element => !element.childElementCount ? '' : [...element.querySelectorAll('img')]
        .map(image => (image.currentSrc || image.src).slice(0, 500)).join(' ');
    const buttonKinds = ['submit', 'button', 'reset', 'image'];
    const readers = {
        A: element => add('link', element, nameOf(element), {
            target: element.href instanceof SVGAnimatedString ? element.href.baseVal : element.href,
            opens: element.target, name: element.name, images: imagesIn(element), ...partsIn(element)}),
        BUTTON: element => add('button', element, nameOf(element), {
            name: element.name, type: element.type, state: stateOf(element), images: imagesIn(element),
            ...partsIn(element)}),
        IMG: element => add('image', element, '', {
            label: element.alt, target: (element.currentSrc || element.src).slice(0, 500)}),
        IFRAME: element => add('frame', element, '', {label: element.title, target: element.src}),
        FRAME: element => add('frame', element, '', {label: element.title, target: element.src}),
        INPUT: element => {
            const state = stateOf(element);
            if (buttonKinds.includes(element.type)) {
                add('button', element, element.value || element.alt || element.type,
                    {name: element.name, type: element.type, state});
            } else {
                field(element, element.type, state);
            }
        },
        TEXTAREA: element => field(element, 'textarea', stateOf(element)),
        SELECT: element => field(element, 'select', stateOf(element)),
    };
    // What a field contains may be personal and is never read: only whether the court has filled it in.
    const presetOf = element => {
        if (element.tagName === 'SELECT') {
            const chosen = [...element.options].find(option => option.defaultSelected);
            return chosen && (options.hidden ? 'preset' : `preset to ${clean(chosen.text)}`);
        }
        const isTyped = element.tagName === 'TEXTAREA'
            || element.tagName === 'INPUT' && !/^(checkbox|radio|range|color)$/.test(element.type);
        return isTyped && !buttonKinds.includes(element.type) && element.defaultValue && 'preset';
    };
    const stateOf = element => [element.disabled && 'disabled', element.readOnly && 'read-only',
        element.required && 'required', element.defaultChecked && 'checked', presetOf(element)]
        .filter(Boolean).join(', ');
    const field = (element, type, state) => add('field', element, element.placeholder, {
        type, state, name: element.name,
        options: element.options ? [...element.options].map(option => clean(option.text)) : [],
        length: element.maxLength > 0 ? element.maxLength : '',
        labels: [...element.labels ?? []].map(label => clean(label.innerText)).join(' '),
        completes: element.autocomplete,
    });
    const skipped = new Set(['SCRIPT', 'STYLE', 'TEMPLATE', 'NOSCRIPT', 'HEAD', 'OPTION']);
    const walk = element => {
        if (skipped.has(element.tagName)) return;
        const style = getComputedStyle(element);
        if (style.display === 'none' || style.opacity === '0') return;
        if (options.private && element.matches(options.private)) {
            flush();
            add('private', element, '');
            return;
        }
        // In closed details, too, nothing is shown: their text is rendered, and has a place.
        const hidesText = () => style.visibility !== 'visible' || style.contentVisibility === 'hidden'
            || element.tagName === 'DETAILS' && !element.open;
        let shown;
        const isShown = () =>
            shown ??= !hidesText() && element.checkVisibility() && !frameOf(element).isCut;
        const isBlock = !style.display.startsWith('inline') && style.display !== 'contents';
        if (isBlock || element.tagName === 'BR') flush();
        const reads = (element.tagName !== 'A' || element.hasAttribute('href')) && readers[element.tagName];
        if (reads || element.getAttribute('role') === 'button') {
            flush();
            if (visible(element)) (reads || readers.BUTTON)(element);
        } else {
            for (const child of element.childNodes) {
                if (child.nodeType === Node.ELEMENT_NODE) walk(child);
                else if (child.nodeType === Node.TEXT_NODE) {
                    if (!child.data.trim() || isShown()) run.push(child);
                }
            }
        }
        if (isBlock) flush();
    };
    walk(document.body);
    flush();
    const forms = [...document.forms].map(form => compact({
        target: form.action, method: form.method, id: form.id,
        hidden: [...form.querySelectorAll('input[type=hidden]')].map(input => input.name).sort(),
    }));
    const navigation = performance.getEntriesByType('navigation')[0];
    // What is not typed into has content, even if its value is empty.
    const isTypedIn = element => /^(text|password|tel|email|number|search|url)$/.test(element.type);
    const hasContent = element => !isTypedIn(element) || element.value !== '';
    // As text, which Playwright passes on faster than objects.
    return JSON.stringify({
        title: clean(document.title), url: location.href, items, forms,
        language: document.documentElement.lang,
        width: innerWidth, height: innerHeight,
        milliseconds: Math.round(navigation?.responseStart ?? 0),
        has_masked: [...document.querySelectorAll(options.masked)].some(hasContent),
    });
}
"""
)


def build_structure_script(page_object: PageObject, *, hide_private: bool, masked: str) -> str:
    """Return a script that returns what the page shows, as JSON.

    With `hide_private`, the part that names a case or its parties is one item without words. `masked` is
    what a picture masks, as CSS: `has_masked` says whether there is any with content.
    """
    options = {
        "menu": page_object.menu_area,
        "content": page_object.content,
        "private": page_object.private_content if hide_private else "",
        "hidden": hide_private,
        "masked": masked,
    }
    return f"() => ({_READ.strip()})({json.dumps([options, MAX_ITEMS])})"


def read_structure(page: Page, script: str) -> dict[str, Any] | None:
    """Return what the page shows as JSON data; None if the document is being replaced."""
    try:
        return parse_structure(page.evaluate(script))
    except Error:
        if page.is_closed():
            raise
        return None


def parse_structure(text: str) -> dict[str, Any]:
    """Return the data that the script of a structure has returned."""
    structure: dict[str, Any] = json.loads(text)
    return structure
