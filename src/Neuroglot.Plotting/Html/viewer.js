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
    for (const patches of area.patches) {
      for (const name of ['left', 'right', 'bottom', 'top', 'values']) if (patches[name]) patches[name] = numbers(patches[name]);
      patches.group = find(patches.id);
    }
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

  for (const area of areas) {
    for (const body of area.bodies) {
      body.parts = numbers(body.parts);
      body.count = body.parts.length / 8;
      body.colors = atob(body.colors);
      body.paper = [0, 1, 2].map(part => atob(body.paper).charCodeAt(part));
      if (body.values) body.values = numbers(body.values);
      if (body.times) body.times = numbers(body.times);
      body.group = find(body.id);
      body.original = [...body.group.childNodes];
      body.start = { azimuth: body.azimuth, elevation: body.elevation, frame: body.frame };
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

  // Solids as the layout draws them: the farthest first and palest, in one path as long as the colour stays.
  const matrixOf = body => {
    const a = body.azimuth * Math.PI / 180, e = body.elevation * Math.PI / 180;
    const sa = Math.sin(a), ca = Math.cos(a), se = Math.sin(e), ce = Math.cos(e);
    return [ca, 0, -sa, -sa * se, ce, -ca * se, sa * ce, se, ca * ce];
  };
  const projected = (area, body) => {
    const m = matrixOf(body), p = body.parts, places = new Float64Array(5 * body.count);
    for (let i = 0; i < body.count; i++) {
      for (let end = 0; end < 2; end++) {
        const [x, y, z] = [p[8 * i + 4 * end], p[8 * i + 4 * end + 1], p[8 * i + 4 * end + 2]];
        places[5 * i + 2 * end] = placeX(area, m[0] * x + m[1] * y + m[2] * z);
        places[5 * i + 2 * end + 1] = placeY(area, m[3] * x + m[4] * y + m[5] * z);
        places[5 * i + 4] += m[6] * x + m[7] * y + m[8] * z;
      }
    }
    return places;
  };
  const isTurned = body => body.azimuth !== body.start.azimuth || body.elevation !== body.start.elevation || body.frame !== body.start.frame;
  const frustum = (x0, y0, r0, x1, y1, r1) => {
    const disc = (x, y, r) => `M${text(x + r)} ${text(y)}A${text(r)} ${text(r)} 0 1 1 ${text(x - r)} ${text(y)}A${text(r)} ${text(r)} 0 1 1 ${text(x + r)} ${text(y)}Z`;
    const length = Math.hypot(x1 - x0, y1 - y0);
    if (length < 1e-9) return disc(x0, y0, Math.max(r0, r1));
    const x = -(y1 - y0) / length, y = (x1 - x0) / length;
    return `${r0 >= 0.4 ? disc(x0, y0, r0) : ''}M${text(x0 - r0 * x)} ${text(y0 - r0 * y)}L${text(x1 - r1 * x)} ${text(y1 - r1 * y)}L${text(x1 + r1 * x)} ${text(y1 + r1 * y)}L${text(x0 + r0 * x)} ${text(y0 + r0 * y)}Z`;
  };
  const drawBody = (area, body) => {
    if (isAtStart(area) && !isTurned(body)) { body.group.replaceChildren(...body.original); return; }
    const places = projected(area, body), p = body.parts, m = matrixOf(body);
    const point = area.box[2] / Math.abs(area.x.axis.now[1] - area.x.axis.now[0]);
    const order = Array.from({ length: body.count }, (_, i) => i);
    if (!body.flat) order.sort((a, b) => places[5 * a + 4] - places[5 * b + 4]);
    let near = -Infinity, far = Infinity;
    for (let i = 0; i < body.count; i++) { near = Math.max(near, places[5 * i + 4]); far = Math.min(far, places[5 * i + 4]); }
    const group = element('g', { opacity: body.opacity });
    let color = '', isLine = false, parts = [], last = -2;
    const finish = () => {
      if (parts.length) group.append(element('path', { d: parts.join(''), ...(isLine ? { fill: 'none', stroke: color, 'stroke-width': body.width, 'stroke-linecap': 'round', 'stroke-linejoin': 'round' } : { fill: color }) }));
      parts = [];
    };
    for (const i of order) {
      const at = 3 * (body.frame * body.count + i) % body.colors.length;
      const haze = body.flat || near <= far ? 0 : 0.55 * Math.round(8 * (near - places[5 * i + 4]) / (near - far)) / 8;
      const next = `rgb(${[0, 1, 2].map(part => Math.round(body.colors.charCodeAt(at + part) * (1 - haze) + haze * body.paper[part]))})`;
      const line = body.width > 0 && (p[8 * i] !== p[8 * i + 4] || p[8 * i + 1] !== p[8 * i + 5] || p[8 * i + 2] !== p[8 * i + 6]);
      if (next !== color || line !== isLine) { finish(); last = -2; }
      color = next;
      isLine = line;
      const [x0, y0, x1, y1] = places.subarray(5 * i, 5 * i + 4);
      const joined = last === i - 1 && i > 0 && p[8 * i] === p[8 * i - 4] && p[8 * i + 1] === p[8 * i - 3] && p[8 * i + 2] === p[8 * i - 2];
      parts.push(line ? `${joined ? '' : `M${text(x0)} ${text(y0)}`}L${text(x1)} ${text(y1)}` : frustum(x0, y0, p[8 * i + 3] * point, x1, y1, p[8 * i + 7] * point));
      last = i;
    }
    finish();
    const items = body.original.filter(node => node.nodeName === 'title');
    items.push(group);
    if (body.dots) {
      const dots = order.map(i => { const [x0, y0, x1, y1] = places.subarray(5 * i, 5 * i + 4); return `M${text((x0 + x1) / 2)} ${text((y0 + y1) / 2)}h0`; });
      items.push(element('path', { d: dots.join(''), stroke: body.ink, 'stroke-opacity': 0.75, 'stroke-width': 2.4, 'stroke-linecap': 'round' }));
    }
    if (!body.flat) items.push(...guides(area, body, m, point));
    body.group.replaceChildren(...items);
  };
  // Directions and a bar of a round length, in the lower corners.
  const guides = (area, body, m, point) => {
    const items = [], [left, top, width, height] = area.box, x = left + 26, y = top + height - 26;
    const write = (label, atX, atY, anchor) => {
      const node = element('text', { x: text(atX), y: text(atY), 'font-size': body.size, fill: body.ink, 'text-anchor': anchor });
      node.textContent = label;
      items.push(node);
    };
    for (let axis = 0; axis < 3; axis++) {
      const [dx, dy] = [m[axis], -m[3 + axis]], length = Math.hypot(dx, dy);
      items.push(element('path', { d: `M${text(x)} ${text(y)}L${text(x + 16 * dx)} ${text(y + 16 * dy)}`, fill: 'none', stroke: body.ink, 'stroke-width': body.edge }));
      if (length > 0.35) write('xyz'[axis], x + (16 + 7 / length) * dx, y + (16 + 7 / length) * dy + 0.36 * body.size, 'middle');
    }
    const most = 0.2 * width / point, power = 10 ** Math.floor(Math.log10(most)), round = [5, 2, 1].find(digits => digits * power <= most) * power;
    const right = left + width - 8, bar = round * point;
    items.push(element('path', { d: `M${text(right - bar)} ${text(top + height - 18)}L${text(right)} ${text(top + height - 18)}`, fill: 'none', stroke: body.ink, 'stroke-width': 2 }));
    write(`${Number(round.toPrecision(3))} ${body.unit}`, right, top + height - 13 + 0.8 * body.size, 'end');
    return items;
  };
  const spatial = area => area.bodies.filter(body => !body.flat);
  const turn = (area, right, up) => {
    for (const body of spatial(area)) {
      body.azimuth = (body.azimuth - right + 540) % 360 - 180;
      body.elevation = Math.max(-90, Math.min(90, body.elevation + up));
    }
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
    const known = new Set([...area.series, ...area.bodies].map(series => series.group));
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
        label.removeAttribute('transform');
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
        for (const body of area.bodies) drawBody(area, body);
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
    for (const area of areas) for (const body of area.bodies) Object.assign(body, body.start);
    showFrame();
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

  // The bar, or the hexagon with the nearest middle, under the pointer.
  const patchAt = (area, x, y) => {
    for (const patches of [...area.patches].reverse()) {
      if (patches.group.style.display === 'none') continue;
      let best = -1, distance = Infinity;
      for (let i = 0; i < patches.left.length; i++) {
        const [left, right, low, high] = [placeX(area, patches.left[i]), placeX(area, patches.right[i]), placeY(area, patches.bottom[i]), placeY(area, patches.top[i])];
        // On a logarithmic axis a bar stands on its end.
        const foot = Number.isFinite(low) ? low : area.box[1] + area.box[3];
        // Low bars can be found a little beside them.
        if (x < Math.min(left, right) || x > Math.max(left, right) || y > Math.max(foot, high) + 3 || y < Math.min(foot, high) - 3) continue;
        const d = ((left + right) / 2 - x) ** 2 + (patches.values ? ((foot + high) / 2 - y) ** 2 : 0);
        if (d < distance) { distance = d; best = i; }
      }
      if (best < 0) continue;
      const height = patches.bottom[best] < 0 ? patches.bottom[best] : patches.top[best];
      return patches.values
        ? told(area, patches.label, (patches.left[best] + patches.right[best]) / 2, (patches.bottom[best] + patches.top[best]) / 2, patches.valueLabel, patches.values[best])
        : [patches.label, `${area.x.label || 'x'}: ${short(patches.left[best])} to ${short(patches.right[best])}`, `${area.y.label || 'y'}: ${short(height)}`].filter(Boolean).join('\n');
    }
    return null;
  };

  // The nearest part of a solid under the pointer: what it is, if it has values.
  const bodyAt = (area, x, y) => {
    let best = null, distance = 10 ** 2;
    for (const body of area.bodies) {
      if (!body.values || body.group.style.display === 'none') continue;
      const places = projected(area, body);
      for (let i = 0; i < body.count; i++) {
        const d = ((places[5 * i] + places[5 * i + 2]) / 2 - x) ** 2 + ((places[5 * i + 1] + places[5 * i + 3]) / 2 - y) ** 2;
        if (d < distance) { distance = d; best = [`compartment ${i}`, `${body.valueLabel || 'value'}: ${short(body.values[body.frame * body.count + i])}`].join('\n'); }
      }
    }
    return best;
  };

  const tell = (event, point) => {
    const area = areaAt(point);
    const hit = area && nearest(area, ...point);
    const cell = area && !hit && (bodyAt(area, ...point) || patchAt(area, ...point) || cellAt(area, ...point));
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
    if (spatial(area).length && !event.shiftKey) {
      turn(area, (point[0] - drag.point[0]) * 0.7, (point[1] - drag.point[1]) * 0.7);
      drag.point = point;
      redraw();
      return;
    }
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
    const solid = areas.filter(area => spatial(area).length);
    if (event.key in steps && solid.length) for (const area of solid) turn(area, steps[event.key][0] === 'x' ? -50 * steps[event.key][1] : 0, steps[event.key][0] === 'y' ? -50 * steps[event.key][1] : 0);
    else if (event.key in steps) for (const axis of axes(steps[event.key][0])) pan(axis, steps[event.key][1]);
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

  // Values over time: a slider for all solids that have them.
  const timed = areas.flatMap(area => area.bodies.filter(body => body.times && body.times.length > 1));
  let slider = null, clock = null;
  const showFrame = () => {
    if (!slider) return;
    slider.value = timed[0].frame;
    clock.textContent = ` time: ${short(timed[0].times[timed[0].frame])} ms`;
  };
  if (timed.length) {
    const label = document.createElement('label');
    slider = document.createElement('input');
    clock = document.createElement('span');
    Object.assign(slider, { id: 'ng-time', type: 'range', min: 0, max: timed[0].times.length - 1, step: 1 });
    slider.setAttribute('aria-label', 'time');
    slider.addEventListener('input', () => {
      for (const body of timed) body.frame = Math.min(Number(slider.value), body.times.length - 1);
      showFrame();
      redraw();
    });
    label.append(slider, clock);
    document.getElementById('ng-save').after(' ', label);
    showFrame();
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
