// Makes a figure of Neuroglot live: zoom, pan, values under the pointer, series on and off, and the picture as it is now as SVG. The figure can be looked at without it.
(() => {
  'use strict';
  const svg = document.querySelector('svg');
  const areas = JSON.parse(document.getElementById('ng-data').textContent).areas;
  const namespace = 'http://www.w3.org/2000/svg';
  const tip = document.getElementById('ng-tip');
  const maxShapes = 20000;
  const find = id => document.getElementById('ng-' + id);

  // Numbers as the renderer stores them: little-endian, in base 64.
  const numbers = text => {
    const letters = atob(text.data);
    const bytes = new Uint8Array(letters.length);
    for (let i = 0; i < letters.length; i++) bytes[i] = letters.charCodeAt(i);
    return text.bits === 64 ? new Float64Array(bytes.buffer) : new Float32Array(bytes.buffer);
  };

  // An axis counts in what is evenly spaced along it: numbers, or their logarithms.
  const links = new Map();
  for (const area of areas) {
    for (const name of ['x', 'y']) {
      const span = area[name];
      const from = span.log ? Math.log10(span.low) : span.low, to = span.log ? Math.log10(span.high) : span.high;
      if (!links.has(span.link)) links.set(span.link, { log: span.log, start: [from, to], now: [from, to] });
      area[name].axis = links.get(span.link);
    }
    for (const cells of area.cells) cells.values = numbers(cells.values);
    for (const series of area.series) {
      series.x = numbers(series.x);
      series.y = numbers(series.y);
      if (series.values) series.values = numbers(series.values);
      if (series.colors) series.colors = atob(series.colors);
      series.ascends = true;
      for (let i = 1; i < series.x.length && series.ascends; i++) series.ascends = series.x[i] >= series.x[i - 1];
      series.group = find(series.id);
      series.original = [...series.group.childNodes];
      series.shape = series.marker && series.marker.match(/[MLCZ]|-?[\d.]+/g);
    }
  }

  const along = (axis, value) => (axis.log ? Math.log10(value) : value);
  const placeX = (area, value) => area.box[0] + (along(area.x.axis, value) - area.x.axis.now[0]) / (area.x.axis.now[1] - area.x.axis.now[0]) * area.box[2];
  const placeY = (area, value) => area.box[1] + area.box[3] - (along(area.y.axis, value) - area.y.axis.now[0]) / (area.y.axis.now[1] - area.y.axis.now[0]) * area.box[3];
  const text = value => (Math.round(value * 100) / 100).toString();

  // First index whose value is not below the given one.
  const lowerBound = (values, value) => {
    let low = 0, high = values.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (values[middle] < value) low = middle + 1; else high = middle;
    }
    return low;
  };

  const visible = (area, series) => {
    if (!series.ascends) return [0, series.x.length];
    const [low, high] = area.x.axis.now.map(value => (area.x.axis.log ? 10 ** value : value)).sort((a, b) => a - b);
    return [Math.max(0, lowerBound(series.x, low) - 1), Math.min(series.x.length, lowerBound(series.x, high) + 1)];
  };

  // The first, lowest, highest and last point of each quarter of a point of the page.
  const linePath = (area, series) => {
    const [from, to] = visible(area, series);
    const parts = [];
    let pen = 'M';
    const go = i => {
      const x = placeX(area, series.x[i]), y = placeY(area, series.y[i]);
      if (!Number.isFinite(x + y)) { pen = 'M'; return; }
      parts.push(pen + text(Math.max(-1e5, Math.min(1e5, x))) + ' ' + text(Math.max(-1e5, Math.min(1e5, y))));
      pen = 'L';
    };
    const dense = series.ascends && to - from > 16 * area.box[2];
    for (let i = from; i < to;) {
      if (!dense) { go(i++); continue; }
      const column = Math.floor(4 * placeX(area, series.x[i]));
      let low = i, high = i, last = i, j = i, broken = false;
      for (; j < to && Math.floor(4 * placeX(area, series.x[j])) === column; j++) {
        if (Number.isNaN(series.y[j])) { broken = true; j++; break; }
        last = j;
        if (series.y[j] < series.y[low]) low = j;
        if (series.y[j] > series.y[high]) high = j;
      }
      for (const k of [...new Set([i, low, high, last])].sort((a, b) => a - b)) go(k);
      if (broken) pen = 'M';
      i = Math.max(j, i + 1);
    }
    return parts.join('');
  };

  const shapeAt = (shape, x, y) => {
    let result = '', isX = true;
    for (const part of shape) {
      if (part.length === 1 && part >= 'A' && part <= 'Z') { result += part; isX = true; continue; }
      result += (isX ? '' : ' ') + text(Number(part) + (isX ? x : y)) + ' ';
      isX = !isX;
    }
    return result;
  };

  const element = (name, attributes) => {
    const made = document.createElementNS(namespace, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };

  const colorOf = (series, i) => (series.colors ? `rgb(${[0, 1, 2].map(part => series.colors.charCodeAt(3 * i + part))})` : series.color);

  const markers = (area, series) => {
    const places = [], owners = [];
    const [from, to] = visible(area, series);
    const [left, top, width, height] = area.box;
    for (let i = from; i < to; i++) {
      const x = placeX(area, series.x[i]), y = placeY(area, series.y[i]);
      if (x >= left - 9 && x <= left + width + 9 && y >= top - 9 && y <= top + height + 9) { places.push(x, y); owners.push(i); }
    }
    const paint = color => (series.filled ? { fill: color, 'fill-opacity': series.opacity } : { fill: 'none', stroke: color, 'stroke-opacity': series.opacity });
    if (places.length / 2 <= maxShapes) {
      const parts = new Map();
      for (let i = 0; i < owners.length; i++) {
        const color = colorOf(series, owners[i]);
        if (!parts.has(color)) parts.set(color, []);
        parts.get(color).push(shapeAt(series.shape, places[2 * i], places[2 * i + 1]));
      }
      const group = element('g', {});
      for (const [color, shapes] of parts) group.append(element('path', { d: shapes.join(''), ...paint(color) }));
      return group;
    }
    // Too many for shapes: they are drawn on a canvas, and this is put into the figure as a picture.
    const canvas = document.createElement('canvas');
    const scale = 3;
    canvas.width = Math.ceil(width * scale);
    canvas.height = Math.ceil(height * scale);
    const context = canvas.getContext('2d');
    const path = new Path2D(series.marker);
    context.globalAlpha = series.opacity;
    for (let i = 0; i < owners.length; i++) {
      context.fillStyle = context.strokeStyle = colorOf(series, owners[i]);
      context.setTransform(scale, 0, 0, scale, (places[2 * i] - left) * scale, (places[2 * i + 1] - top) * scale);
      if (series.filled) context.fill(path); else context.stroke(path);
    }
    return element('image', { x: left, y: top, width, height, href: canvas.toDataURL() });
  };

  const drawSeries = (area, series) => {
    if (isAtStart(area)) { series.group.replaceChildren(...series.original); return; }
    const items = series.original.filter(node => node.nodeName === 'title');
    if (series.width > 0) {
      const line = series.original.find(node => node.nodeName === 'path').cloneNode();
      line.setAttribute('d', linePath(area, series));
      items.push(line);
    }
    if (series.shape) items.push(markers(area, series));
    series.group.replaceChildren(...items);
  };

  const isAtStart = area => [area.x.axis, area.y.axis].every(axis => axis.now[0] === axis.start[0] && axis.now[1] === axis.start[1]);

  // What has no values here is moved and stretched as it is.
  const stretch = area => {
    const known = new Set(area.series.map(series => series.group));
    const [left, top, width, height] = area.box;
    const part = axis => [(axis.start[0] - axis.now[0]) / (axis.now[1] - axis.now[0]), (axis.start[1] - axis.start[0]) / (axis.now[1] - axis.now[0])];
    const [fromX, scaleX] = part(area.x.axis), [fromY, scaleY] = part(area.y.axis);
    const matrix = `matrix(${scaleX} 0 0 ${scaleY} ${left + fromX * width - scaleX * left} ${top + height - fromY * height - scaleY * (top + height)})`;
    for (const name of ['back', 'marks']) {
      for (const group of find(`${area.id}-${name}`).children) {
        if (known.has(group) || group.getAttribute('data-role') !== 'series') continue;
        group.setAttribute('transform', matrix);
        for (const shape of group.querySelectorAll('path')) shape.setAttribute('vector-effect', 'non-scaling-stroke');
      }
    }
  };

  const superscript = number => number.toString().replace(/-/, '⁻').replace(/\d/g, digit => '⁰¹²³⁴⁵⁶⁷⁸⁹'[digit]);
  const written = (value, step) => {
    const power = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)) + 1e-9);
    const small = Math.floor(Math.log10(step) + 1e-9);
    const far = power >= 6 || power < -4;
    const shown = far ? value / 10 ** power : value;
    const digits = Math.max(0, Math.min(15, (far ? power : 0) - small + (Math.round(step / 10 ** small * 10) % 10 ? 1 : 0)));
    return shown.toFixed(digits).replace('-', '−') + (far ? `×10${superscript(power)}` : '');
  };

  const ticksOf = (span, length) => {
    const axis = span.axis;
    const [low, high] = [...axis.now].sort((a, b) => a - b);
    const most = Math.max(2, Math.min(9, Math.floor(length / 45)));
    if (axis.log && high - low >= 1) {
      const step = Math.max(1, Math.ceil((high - low) / most));
      const result = [];
      for (let power = Math.ceil(low / step - 1e-9) * step; power <= high + 1e-9; power += step) {
        result.push({ value: 10 ** power, label: power >= -2 && power <= 3 ? (10 ** power).toString() : `10${superscript(power)}` });
      }
      return result;
    }
    const from = axis.log ? 10 ** low : low, to = axis.log ? 10 ** high : high;
    const decade = 10 ** Math.floor(Math.log10((to - from) / most));
    const step = decade * [1, 2, 2.5, 5, 10].find(digits => (to - from) / (decade * digits) <= most);
    const result = [];
    for (let i = Math.ceil(from / step - 1e-9); i * step <= to + 1e-9 * step; i++) result.push({ value: i * step, label: written(i * step, step) });
    return result;
  };

  const drawTicks = (area, name) => {
    const group = find(`${area.id}-${name}`);
    const span = area[name];
    span.original ??= [...group.childNodes];
    if (isAtStart(area)) { group.replaceChildren(...span.original); return; }
    const isX = name === 'x';
    const [left, top, width, height] = area.box;
    const ticks = ticksOf(span, isX ? width : height);
    const place = value => text(isX ? placeX(area, value) : placeY(area, value));
    const items = [];
    const reach = path => {
      const [x1, y1, x2, y2] = path.getAttribute('d').match(/-?[\d.]+/g).map(Number);
      return Math.abs(x2 - x1) + Math.abs(y2 - y1);
    };
    const paths = span.original.filter(node => node.nodeName === 'path');
    const lines = (like, from, to) => {
      const line = like.cloneNode();
      line.setAttribute('d', ticks.map(tick => (isX ? `M${place(tick.value)} ${from}L${place(tick.value)} ${to}` : `M${from} ${place(tick.value)}L${to} ${place(tick.value)}`)).join(''));
      items.push(line);
    };
    const grid = paths.find(path => reach(path) > 10);
    const marks = paths.filter(path => reach(path) <= 10).sort((a, b) => reach(b) - reach(a))[0];
    if (grid) lines(grid, isX ? top : left, isX ? top + height : left + width);
    if (marks) lines(marks, isX ? top + height : left, isX ? top + height + reach(marks) : left - reach(marks));
    const like = span.original.find(node => node.nodeName === 'text');
    if (like) {
      const size = Number(like.getAttribute('font-size'));
      for (const tick of ticks) {
        const label = like.cloneNode();
        label.textContent = tick.label;
        if (isX) label.setAttribute('x', place(tick.value)); else label.setAttribute('y', text(Number(place(tick.value)) + 0.36 * size));
        items.push(label);
      }
    }
    group.replaceChildren(...items);
  };

  let waiting = false;
  const redraw = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      for (const area of areas) {
        drawTicks(area, 'x');
        drawTicks(area, 'y');
        stretch(area);
        for (const series of area.series) drawSeries(area, series);
      }
    });
  };

  const pagePoint = event => {
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    return [point.x, point.y];
  };
  const areaAt = ([x, y]) => [...areas].reverse().find(({ box }) => x >= box[0] && x <= box[0] + box[2] && y >= box[1] && y <= box[1] + box[3]);
  const partX = (area, x) => (x - area.box[0]) / area.box[2];
  const partY = (area, y) => (area.box[1] + area.box[3] - y) / area.box[3];

  const zoom = (axis, part, factor) => {
    const [low, high] = axis.now;
    const at = low + part * (high - low);
    const next = [at + (low - at) * factor, at + (high - at) * factor];
    const least = 1e-12 * Math.max(Math.abs(next[0]), Math.abs(next[1]), 1e-300);
    const most = 1e6 * Math.abs(axis.start[1] - axis.start[0]);
    if (Math.abs(next[1] - next[0]) > least && Math.abs(next[1] - next[0]) < most) axis.now = next;
  };
  const pan = (axis, part) => {
    const [low, high] = axis.now;
    axis.now = [low + part * (high - low), high + part * (high - low)];
  };
  const reset = () => {
    for (const axis of links.values()) axis.now = [...axis.start];
    redraw();
  };

  const nearest = (area, x, y) => {
    let best = null, distance = 20 ** 2;
    for (const series of area.series) {
      if (series.group.style.display === 'none') continue;
      const [from, to] = visible(area, series);
      for (let i = from; i < to; i++) {
        const d = (placeX(area, series.x[i]) - x) ** 2 + (placeY(area, series.y[i]) - y) ** 2;
        if (d < distance) { distance = d; best = { series, i }; }
      }
    }
    return best;
  };

  const ring = element('circle', { r: 4, fill: 'none', stroke: 'currentColor', 'stroke-width': 1, visibility: 'hidden' });
  svg.append(ring);
  const short = value => Number(value.toPrecision(7)).toString().replace('-', '−');
  const told = (area, label, x, y, valueLabel, value) => [
    label, `${area.x.label || 'x'}: ${short(x)}`, `${area.y.label || 'y'}: ${short(y)}`, value === undefined ? '' : `${valueLabel || 'value'}: ${short(value)}`,
  ].filter(Boolean).join('\n');

  const cellAt = (area, x, y) => {
    const at = (axis, part) => {
      const value = axis.now[0] + part * (axis.now[1] - axis.now[0]);
      return axis.log ? 10 ** value : value;
    };
    for (const cells of [...area.cells].reverse()) {
      const column = Math.floor((at(area.x.axis, partX(area, x)) - cells.left) / cells.width), row = Math.floor((at(area.y.axis, partY(area, y)) - cells.bottom) / cells.height);
      const value = column >= 0 && column < cells.columns && row >= 0 ? cells.values[row * cells.columns + column] : NaN;
      if (value === value && value !== undefined) return told(area, '', cells.left + (column + 0.5) * cells.width, cells.bottom + (row + 0.5) * cells.height, cells.label, value);
    }
    return null;
  };

  const tell = (event, point) => {
    const area = areaAt(point);
    const hit = area && nearest(area, ...point);
    const cell = area && !hit && cellAt(area, ...point);
    ring.setAttribute('visibility', hit ? 'visible' : 'hidden');
    tip.hidden = !hit && !cell;
    if (tip.hidden) return;
    if (hit) {
      const { series, i } = hit;
      ring.setAttribute('cx', placeX(area, series.x[i]));
      ring.setAttribute('cy', placeY(area, series.y[i]));
      tip.textContent = told(area, series.label, series.x[i], series.y[i], series.valueLabel, series.values && series.values[i]);
    } else {
      tip.textContent = cell;
    }
    tip.style.left = `${Math.min(event.clientX + 14, window.innerWidth - tip.offsetWidth - 4)}px`;
    tip.style.top = `${Math.min(event.clientY + 14, window.innerHeight - tip.offsetHeight - 4)}px`;
  };

  let drag = null;
  svg.addEventListener('wheel', event => {
    const point = pagePoint(event), area = areaAt(point);
    if (!area) return;
    event.preventDefault();
    const factor = Math.exp((event.deltaY || event.deltaX) * 0.0015);
    if (!event.altKey) zoom(area.x.axis, partX(area, point[0]), factor);
    if (!event.shiftKey) zoom(area.y.axis, partY(area, point[1]), factor);
    redraw();
  }, { passive: false });
  svg.addEventListener('pointerdown', event => {
    const point = pagePoint(event), area = areaAt(point);
    if (!area || event.button !== 0 || event.target.closest('[data-role=legendentry]')) return;
    drag = { area, point };
    svg.setPointerCapture(event.pointerId);
  });
  svg.addEventListener('pointermove', event => {
    const point = pagePoint(event);
    if (!drag) { tell(event, point); return; }
    const { area } = drag;
    pan(area.x.axis, partX(area, drag.point[0]) - partX(area, point[0]));
    pan(area.y.axis, partY(area, drag.point[1]) - partY(area, point[1]));
    drag.point = point;
    redraw();
  });
  svg.addEventListener('pointerup', () => { drag = null; });
  svg.addEventListener('pointercancel', () => { drag = null; });
  svg.addEventListener('pointerleave', () => { tip.hidden = true; ring.setAttribute('visibility', 'hidden'); });
  svg.addEventListener('dblclick', reset);
  svg.setAttribute('tabindex', '0');
  svg.addEventListener('keydown', event => {
    const steps = { ArrowLeft: ['x', -0.1], ArrowRight: ['x', 0.1], ArrowDown: ['y', -0.1], ArrowUp: ['y', 0.1] };
    const axes = name => new Set(areas.map(area => area[name].axis));
    if (event.key in steps) for (const axis of axes(steps[event.key][0])) pan(axis, steps[event.key][1]);
    else if (event.key === '+' || event.key === '-') for (const axis of axes('x')) zoom(axis, 0.5, event.key === '+' ? 0.8 : 1.25);
    else if (event.key === '0') reset();
    else return;
    event.preventDefault();
    redraw();
  });

  for (const entry of svg.querySelectorAll('[data-role=legendentry]')) {
    const group = document.getElementById(entry.id.replace(/-legend$/, ''));
    entry.setAttribute('role', 'button');
    entry.setAttribute('tabindex', '0');
    entry.setAttribute('aria-pressed', 'true');
    entry.style.cursor = 'pointer';
    const toggle = event => {
      event.stopPropagation();
      const hides = group.style.display !== 'none';
      group.style.display = hides ? 'none' : '';
      entry.style.opacity = hides ? 0.4 : 1;
      entry.setAttribute('aria-pressed', String(!hides));
    };
    entry.addEventListener('click', toggle);
    entry.addEventListener('keydown', event => { if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); toggle(event); } });
  }

  document.getElementById('ng-reset').addEventListener('click', reset);
  document.getElementById('ng-save').addEventListener('click', () => {
    const copy = svg.cloneNode(true);
    copy.lastChild.remove();
    copy.removeAttribute('tabindex');
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(copy)], { type: 'image/svg+xml' }));
    link.download = `${document.title || 'figure'}.svg`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });
})();
