// Made from packages/wx-socket-io by its scripts/write-applet-copy.ts; change the source, not this.
'use strict';

// Where to connect: an address taken apart without URL, which mini-programs do not have.
// scheme, host with port, path, query
const SHAPE = /^(?:(?:(?:http|ws)(s?):)?\/\/)?([^/?#\s]*[^/?#\s:])(\/[^?#\s]*)?(?:\?([^#\s]*))?(?:#.*)?$/;
/**
 * Takes an address apart: `[ws|wss|http|https]://host[:port]/path?query`; without a scheme it is `wss`.
 * With the option `path` the address' path is the namespace. Without it, a path with a segment
 * `socket.io` is the Socket.IO path up to that segment and the namespace after it; any other path is
 * the namespace, and the Socket.IO path is `/socket.io`.
 * @throws Error when this is no address of a WebSocket
 */
function parseAddress(url, option) {
    const parts = SHAPE.exec(url);
    if (!parts)
        throw new Error(`not an address: ${url}`);
    const [, secure = 's', host, pathname = '', query = ''] = parts;
    const whole = option === undefined && /^(.*?\/socket\.io)(\/.*)?$/.exec(pathname);
    const [path = '/socket.io', namespace = ''] = whole ? whole.slice(1) : [option, pathname];
    return {
        origin: `ws${secure}://${host}`,
        path: path.replace(/\/+$/, ''),
        namespace: namespace || '/',
        query,
    };
}
/** `a=1&b=2` of the fields of an object. */
function queryString(fields) {
    const pairs = Object.entries(fields);
    return pairs.map((pair) => pair.map(encodeURIComponent).join('=')).join('&');
}

// What the client needs of its surroundings: `wx` on the phone, something of the same shape elsewhere.
/** The running program's own time and chance. */
const systemClock = {
    now: Date.now,
    random: Math.random,
    setTimeout: (callback, ms) => setTimeout(callback, ms),
    clearTimeout: (timer) => clearTimeout(timer),
};
/** The mini-program's `wx`; undefined where there is none. */
const weixin = () => (typeof wx === 'undefined' ? undefined : wx);

// Listeners by event name. A listener that throws harms neither the other listeners nor the connection.
/**
 * @typeParam L map from event name to listener
 * @typeParam R the same for names that are the emitter's own, whatever L says of them
 */
class Emitter {
    constructor(clock) {
        this.clock = clock;
        this.lists = new Map();
    }
    on(event, listener) {
        return this.add(event, { listener });
    }
    once(event, listener) {
        return this.add(event, { listener, once: true });
    }
    off(event, listener) {
        if (event === undefined)
            this.lists.clear();
        else
            this.keep(event, (entry) => listener !== undefined && entry.listener !== listener);
        return this;
    }
    /** @internal Calls the listeners of an event. */
    dispatch(event, args) {
        for (const entry of this.list(event)) {
            if (entry.once)
                this.keep(event, (other) => other !== entry);
            this.call(entry.listener, args);
        }
    }
    /** @internal Calls foreign code; what it throws is thrown again outside, where the program's own handler sees it. */
    call(listener, args) {
        try {
            listener.apply(this, args);
        }
        catch (error) {
            this.clock.setTimeout(() => {
                throw error;
            }, 0);
        }
    }
    // Lists are replaced, never changed, so that a listener may add and remove while it is called.
    list(event) {
        return this.lists.get(event) || [];
    }
    add(event, entry) {
        this.lists.set(event, this.list(event).concat(entry));
        return this;
    }
    keep(event, wanted) {
        this.lists.set(event, this.list(event).filter(wanted));
    }
}

// Acknowledgements that are waited for.
/** @param onTimeout told the id of an acknowledgement that has not come in time */
function createAcks(clock, onTimeout) {
    const waiting = new Map();
    let next = 0;
    function settle(id, error, args) {
        const take = waiting.get(id);
        waiting.delete(id);
        if (take)
            take(error, args);
    }
    function timed(callback, timeout, id) {
        const timer = clock.setTimeout(() => {
            onTimeout(id);
            settle(id, new Error('operation has timed out'), []);
        }, timeout);
        return (error, args) => {
            clock.clearTimeout(timer);
            callback(error, ...args);
        };
    }
    return {
        add(callback, timeout) {
            const id = next++;
            const untimed = (error, args) => error || callback(...args);
            waiting.set(id, timeout === undefined ? untimed : timed(callback, timeout, id));
            return id;
        },
        settle,
        failAllBut(kept) {
            const error = new Error('socket has been disconnected');
            for (const id of [...waiting.keys()])
                if (!kept(id))
                    settle(id, error, []);
        },
    };
}

// The options of a client and, once, their defaults.
/**
 * Fills in the defaults.
 * @throws Error where there is no `wx` and no option `platform`
 */
function settingsOf(options) {
    const settings = {
        protocol: 4,
        reconnection: true,
        reconnectionAttempts: Infinity,
        reconnectionDelay: 1000,
        reconnectionDelayMax: 5000,
        randomizationFactor: 0.5,
        timeout: 20000,
        ackTimeout: 20000,
        bufferSize: 100,
        probeTimeout: 3000,
        closeTimeout: 2000,
        clock: systemClock,
        platform: weixin(),
    };
    for (const [name, value] of Object.entries(options)) {
        if (value !== undefined)
            settings[name] = value;
    }
    if (!settings.platform)
        throw new Error('no wx: set platform');
    return settings;
}

// How long to wait before the next attempt: exponential, with jitter so that clients do not return in step.
/**
 * A wait in milliseconds, spread evenly around the doubled one and never past the longest.
 * @param attempts made so far, from 0
 */
function backoff(settings, attempts) {
    const { reconnectionDelay, reconnectionDelayMax, randomizationFactor, clock } = settings;
    // The cap leaves room for the spread: capped after it, half of all clients would wait equally long.
    const cap = reconnectionDelayMax / (1 + randomizationFactor);
    const base = Math.min(cap, reconnectionDelay * 2 ** attempts);
    return base * (1 + randomizationFactor * (2 * clock.random() - 1));
}

// Notices a server that has gone silent, within the time its handshake allows.
/**
 * @param limit longest silence of a live server, in milliseconds
 * @param onSilent called when it has lasted longer
 */
function createHeartbeat(clock, limit, onSilent) {
    let last = clock.now();
    let timer;
    let waiting;
    const left = () => {
        const now = clock.now();
        // The phone's clock may be set back.
        last = Math.min(last, now);
        return last + limit - now;
    };
    // One timer for the whole limit, set again for what is left of it: messages in between cost nothing.
    const check = () => {
        if (left() > 0)
            timer = clock.setTimeout(check, left());
        else
            onSilent();
    };
    const heard = () => {
        const answered = !!waiting;
        last = clock.now();
        clock.clearTimeout(waiting);
        waiting = 0;
        return answered;
    };
    check();
    return {
        alive: () => !waiting && left() > 0,
        heard,
        probe(ms) {
            if (waiting || !ms)
                return false;
            waiting = clock.setTimeout(onSilent, left() > 0 ? ms : 0);
            return true;
        },
        stop() {
            clock.clearTimeout(timer);
            heard();
        },
    };
}

// Binary in messages: taken out and marked by placeholders before JSON, put back after it
// (Socket.IO protocol 5, "Packet encoding").
const isObject = (value) => typeof value === 'object' && value !== null;
// By tag too, not by instanceof alone: on some platforms buffers come from another context.
function isBinary(value) {
    return ('byteLength' in value &&
        (value instanceof ArrayBuffer ||
            ArrayBuffer.isView(value) ||
            String(value) === '[object ArrayBuffer]'));
}
/** An ArrayBuffer or typed array anywhere inside? */
function hasBinary(value) {
    if (!isObject(value))
        return false;
    if (Array.isArray(value))
        return value.some(hasBinary);
    if (isBinary(value))
        return true;
    for (const key in value) {
        // Most fields hold no object: a call for each would take most of the time.
        if (typeof value[key] === 'object' && hasBinary(value[key]))
            return true;
    }
    return false;
}
// SocketTask sends nothing but whole ArrayBuffers.
function toArrayBuffer(binary) {
    if (!ArrayBuffer.isView(binary))
        return binary;
    const { buffer, byteOffset, byteLength } = binary;
    return buffer.slice(byteOffset, byteOffset + byteLength);
}
/** A copy of `value` with every binary replaced by a placeholder and appended to `buffers`. */
function deconstruct(value, buffers) {
    if (!isObject(value))
        return value;
    if (Array.isArray(value))
        return value.map((item) => deconstruct(item, buffers));
    if (isBinary(value)) {
        return { _placeholder: true, num: buffers.push(toArrayBuffer(value)) - 1 };
    }
    if (typeof value.toJSON === 'function')
        return value;
    const copy = {};
    for (const key of Object.keys(value))
        copy[key] = deconstruct(value[key], buffers);
    return copy;
}
/**
 * Puts the buffers back in place, in `value` itself.
 * @throws Error when a placeholder names a buffer that is not there
 */
function reconstruct(value, buffers) {
    if (!isObject(value))
        return value;
    if (value._placeholder === true) {
        const buffer = buffers[Number(value.num)];
        if (!buffer)
            throw new Error('invalid packet');
        return buffer;
    }
    for (const key of Object.keys(value))
        value[key] = reconstruct(value[key], buffers);
    return value;
}

// Socket.IO packets to frames and back (Socket.IO protocol 5; 4 differs in nothing that is done here).
var PacketType;
(function (PacketType) {
    PacketType[PacketType["CONNECT"] = 0] = "CONNECT";
    PacketType[PacketType["DISCONNECT"] = 1] = "DISCONNECT";
    PacketType[PacketType["EVENT"] = 2] = "EVENT";
    PacketType[PacketType["ACK"] = 3] = "ACK";
    PacketType[PacketType["CONNECT_ERROR"] = 4] = "CONNECT_ERROR";
})(PacketType || (PacketType = {}));
const BINARY = 3;
const MESSAGE = '4';
// What neither side may send: these names are the client's and the server's own.
const RESERVED = /^(connect(_error)?|disconnect(ing)?|(new|remove)Listener)$/;
/** Whether an event's name may not be sent. */
const isReserved = (event) => RESERVED.test(event);
/**
 * Encodes an event or an acknowledgement.
 * @throws TypeError when `data` is cyclic, RangeError when it is too deep
 */
function encode(type, data) {
    const attachments = [];
    const json = JSON.stringify(hasBinary(data) ? deconstruct(data, attachments) : data);
    // None is left when the object that held them has a toJSON that drops them.
    const head = attachments.length ? `${type + BINARY}${attachments.length}-` : type;
    return { head: MESSAGE + head, json, attachments };
}
const inNamespace = (namespace) => (namespace === '/' ? '' : `${namespace},`);
/** The text frame of an encoded packet; its attachments follow it one by one. */
function textFrame(packet, namespace, id) {
    return packet.head + inNamespace(namespace) + (id === undefined ? '' : id) + packet.json;
}
/** The frame of a packet that carries no event. */
function controlFrame(type, namespace, data) {
    return MESSAGE + type + inNamespace(namespace) + (data === undefined ? '' : JSON.stringify(data));
}
// Engine.IO's type; a type, or one with its attachments, as many as a server takes by default; namespace; id.
const HEAD = /^4(?:([0-4])|([56])([1-9]|10)-)(?:(\/[^,]*),?)?(\d+)?/;
// What goes with the other types is judged where it is used.
function checked(type, namespace, id, data) {
    const isEvent = type === PacketType.EVENT;
    const fine = Array.isArray(data)
        ? !isEvent ||
            ((typeof data[0] === 'string' || typeof data[0] === 'number') && !isReserved(data[0]))
        : !isEvent && type !== PacketType.ACK;
    if (!fine)
        throw new Error('invalid packet');
    return { type, namespace, id, data };
}
/** A decoder of one connection's frames; it holds a packet back until its attachments are there. */
function createDecoder() {
    const buffers = [];
    let missing = 0;
    let packet;
    function text(frame) {
        if (missing)
            throw new Error('invalid packet');
        // Nearly every frame is an event without anything in front of its JSON.
        packet = frame.startsWith('42[')
            ? checked(PacketType.EVENT, '/', undefined, JSON.parse(frame.slice(2)))
            : parse(frame);
    }
    function parse(frame) {
        const head = HEAD.exec(frame);
        if (!head)
            throw new Error('invalid packet');
        const [{ length }, plain, binary, count = 0, namespace = '/', id] = head;
        const data = length < frame.length ? JSON.parse(frame.slice(length)) : undefined;
        missing = Number(count);
        return checked(plain ? Number(plain) : Number(binary) - BINARY, namespace, id === undefined ? id : Number(id), data);
    }
    function attachment(frame) {
        if (!missing)
            throw new Error('invalid packet');
        buffers.push(frame);
        missing -= 1;
        if (!missing)
            reconstruct(packet.data, buffers.splice(0));
    }
    return (frame) => {
        if (typeof frame === 'string')
            text(frame);
        else
            attachment(frame);
        return missing ? undefined : packet;
    };
}

// One Engine.IO connection over one SocketTask, from its opening to its end (Engine.IO protocol 4 and 3).
// Engine.IO 4 lets only the server ping. But every server answers who asks for a namespace, and to
// ask for one that no server has is harmless.
const QUESTION = '40/~probe,';
function createEngine(settings, owner) {
    const { clock, protocol, probeTimeout } = settings;
    const since = clock.now();
    let ended = false;
    let task;
    let heartbeat;
    let release;
    const released = new Promise((resolve) => {
        release = resolve;
    });
    // The limit of the opening, afterwards the next ping.
    let timer = clock.setTimeout(() => error('timeout'), settings.timeout);
    // `gone`: the platform has no task any more.
    function end(reason, cause, gone = !task) {
        if (gone)
            release();
        if (ended)
            return;
        ended = true;
        clock.clearTimeout(timer);
        if (heartbeat)
            heartbeat.stop();
        if (task && !gone) {
            const limit = clock.setTimeout(release, settings.closeTimeout);
            released.then(() => clock.clearTimeout(limit));
            task.close({ fail: release });
        }
        owner.onEnd(reason, cause);
    }
    const fail = (cause) => end('transport error', cause);
    const error = (message) => fail({ message });
    function start(url) {
        if (ended)
            return;
        const opened = settings.platform.connectSocket(Object.assign({ tcpNoDelay: true }, settings.connectOptions, {
            url,
            fail: (cause) => end('transport error', cause, true),
        }));
        task = opened;
        opened.onOpen(() => {
            // It was closed too early for the platform to take notice.
            if (ended)
                opened.close({});
        });
        opened.onMessage(({ data }) => receive(data));
        opened.onError(fail);
        opened.onClose((cause) => end('transport close', cause, true));
    }
    function send(frame) {
        const data = typeof frame === 'string' || protocol === 4 ? frame : withMessageType(frame);
        if (task && !ended)
            task.send({ data, fail });
    }
    // Whatever a server or a broken line sends: this ends the connection at worst, it throws nothing.
    function receive(data) {
        if (ended)
            return;
        try {
            if (heartbeat === null || heartbeat === void 0 ? void 0 : heartbeat.heard())
                owner.onAlive();
            if (typeof data === 'string')
                text(data);
            else
                message(protocol === 4 ? data : data.slice(1));
        }
        catch (thrown) {
            end('parse error', thrown);
        }
    }
    function text(data) {
        const type = data[0];
        if (type === '4')
            message(data);
        else if (type === '2')
            send(`3${data.slice(1)}`);
        else if (type === '0')
            handshake(JSON.parse(data.slice(1)));
        else if (type === '1')
            end('transport close');
        else if (type !== '3' && type !== '6')
            error('invalid packet');
    }
    function message(frame) {
        if (heartbeat)
            owner.onFrame(frame);
        else
            error('invalid packet');
    }
    function handshake(data) {
        const interval = Number(data.pingInterval);
        const limit = interval + Number(data.pingTimeout);
        if (heartbeat || !(interval > 0 && limit > interval && limit < 1e9)) {
            error('invalid packet');
            return;
        }
        clock.clearTimeout(timer);
        heartbeat = createHeartbeat(clock, limit, () => end('ping timeout'));
        if (protocol === 3)
            ping(interval);
        owner.onOpen(String(data.sid));
    }
    // Up to Engine.IO 3 it is the client that pings.
    function ping(interval) {
        timer = clock.setTimeout(() => {
            send('2');
            ping(interval);
        }, interval);
    }
    function probe() {
        if (heartbeat) {
            if (heartbeat.probe(probeTimeout))
                send(protocol === 3 ? '2' : QUESTION);
        }
        else if (clock.now() - since > probeTimeout) {
            // Still opening: what began before the app slept is not worth waiting for.
            error('timeout');
        }
    }
    const writable = () => !!heartbeat && heartbeat.alive();
    return { released, writable, start, send, probe, end };
}
// Engine.IO 3 puts its type in front of binary messages too.
function withMessageType(frame) {
    const bytes = new Uint8Array(frame.byteLength + 1);
    bytes[0] = 4;
    bytes.set(new Uint8Array(frame), 1);
    return bytes.buffer;
}

// What the phone tells about the app: it comes to the front, it goes away, the network changes.
const NOTICES = ['AppShow', 'AppHide', 'NetworkStatusChange'];
/**
 * Listens to `wx.onAppShow`, `wx.onAppHide` and `wx.onNetworkStatusChange`, as far as they exist.
 * @param verb whether to begin or to end it
 * @param listeners for each of the three
 */
function watchLifecycle(platform, verb, listeners) {
    NOTICES.forEach((notice, index) => {
        var _a;
        (_a = platform[`${verb}${notice}`]) === null || _a === void 0 ? void 0 : _a.call(platform, listeners[index]);
    });
}

// Owns the one connection that all namespaces share: opens it, opens it again when it is lost, closes it.
var State;
(function (State) {
    State[State["IDLE"] = 0] = "IDLE";
    State[State["WAITING"] = 1] = "WAITING";
    State[State["OPENING"] = 2] = "OPENING";
    State[State["OPEN"] = 3] = "OPEN";
})(State || (State = {}));
/** The error of a connection that ended before it was made. */
function connectError(reason, cause = {}) {
    const { message, errMsg, data } = cause;
    return Object.assign(new Error(message || errMsg || reason), { data, cause });
}
/** @param address asked for the address of every connection */
function createManager(settings, address) {
    const { clock, protocol } = settings;
    const io = new Emitter(clock);
    const members = new Map();
    let state = State.IDLE;
    let attempts = 0;
    let hidden = false;
    let urgent = false;
    let sid = '';
    let timer;
    let engine;
    let decode;
    // Fulfilled when no task of ours is left, so that never two are open: the phone allows few.
    let vacant = Promise.resolve();
    function each(call) {
        for (const [namespace, member] of [...members])
            if (members.has(namespace))
                call(member);
    }
    // Nothing is waited for when the user is back or the network has changed.
    function wake() {
        if (state === State.WAITING)
            attempt();
        else if (engine) {
            urgent = settings.probeTimeout > 0;
            engine.probe();
        }
    }
    function show() {
        hidden = false;
        wake();
    }
    function hide() {
        hidden = true;
    }
    const watch = (verb) => watchLifecycle(settings.platform, verb, [show, hide, wake]);
    function attempt() {
        clock.clearTimeout(timer);
        // In the background sockets fail: the attempt waits until the app is shown.
        state = State.WAITING;
        if (hidden)
            return;
        urgent = false;
        state = State.OPENING;
        decode = createDecoder();
        const opening = createEngine(settings, { onOpen, onFrame, onAlive, onEnd });
        engine = opening;
        const free = vacant;
        vacant = free.then(() => opening.released);
        if (attempts)
            io.dispatch('reconnect_attempt', [attempts]);
        free
            .then(address)
            .then(opening.start)
            .catch((error) => opening.end('transport error', error));
    }
    function onOpen(given) {
        const made = attempts;
        sid = given;
        state = State.OPEN;
        attempts = 0;
        each((member) => member.onOpen(sid));
        if (made)
            io.dispatch('reconnect', [made]);
    }
    function onAlive() {
        urgent = false;
        each((member) => member.onAlive());
    }
    function onFrame(frame) {
        const packet = decode(frame);
        if (!packet)
            return;
        const member = members.get(packet.namespace);
        if (member)
            member.onPacket(packet);
        // A server that takes any namespace has taken the probe's, or one that was left meanwhile.
        else if (packet.type === PacketType.CONNECT && protocol === 4) {
            write([controlFrame(PacketType.DISCONNECT, packet.namespace)]);
        }
    }
    function onEnd(reason, cause) {
        engine = undefined;
        if (state)
            state = State.WAITING;
        each((member) => member.onEnd(reason, cause));
        if (attempts)
            io.dispatch('reconnect_error', [connectError(reason, cause)]);
        // A listener may have closed the last namespace, or asked to connect at once.
        if (state === State.WAITING)
            retry();
    }
    function retry() {
        const { reconnection } = settings;
        if (reconnection && attempts < settings.reconnectionAttempts) {
            timer = clock.setTimeout(attempt, urgent ? 0 : backoff(settings, attempts));
            attempts += 1;
            return;
        }
        members.clear();
        stop();
        if (reconnection)
            io.dispatch('reconnect_failed', []);
    }
    function stop() {
        clock.clearTimeout(timer);
        state = State.IDLE;
        attempts = 0;
        urgent = hidden = false;
        watch('off');
    }
    function join(namespace, member) {
        if (!members.size)
            watch('on');
        members.set(namespace, member);
        if (state === State.OPEN)
            member.onOpen(sid);
        else if (state < State.OPENING)
            attempt();
    }
    function leave(namespace) {
        members.delete(namespace);
        if (members.size)
            return Promise.resolve();
        stop();
        if (engine)
            engine.end('transport close');
        return vacant;
    }
    function write(frames) {
        for (const frame of frames)
            if (engine)
                engine.send(frame);
    }
    return {
        settings,
        io,
        writable: () => !!engine && engine.writable(),
        members,
        join,
        leave,
        write,
    };
}

// A namespace's side of the connection: how it enters and leaves, what it sends and receives, what waits.
/** What `auth` gives now. */
function credentials(auth) {
    return new Promise((resolve) => {
        if (typeof auth === 'function')
            auth(resolve);
        else
            resolve(auth || {});
    });
}
function createLink(manager, socket) {
    const { clock, protocol, timeout, bufferSize } = manager.settings;
    const outgoing = [];
    let incoming = [];
    let pending = [];
    // The timer of the server's answer to our asking for the namespace; undefined when we have not asked.
    let answer;
    // The id, when it is not the server that gives it.
    let given;
    let pid;
    let offset;
    const acks = createAcks(clock, (id) => {
        const index = outgoing.findIndex((waiting) => waiting.id === id);
        if (index >= 0)
            outgoing.splice(index, 1);
    });
    function write(packet, id) {
        manager.write([textFrame(packet, socket.namespace, id), ...packet.attachments]);
    }
    function control(type, data, query = '') {
        manager.write([controlFrame(type, socket.namespace + query, data)]);
    }
    function send(event, args, flags) {
        const online = socket.connected && manager.writable();
        const waits = !online && !flags.volatile;
        if (isReserved(event))
            throw new Error(`"${event}" is reserved`);
        if (waits && outgoing.length >= bufferSize) {
            throw new Error(`"${event}" refused: ${bufferSize} wait`);
        }
        const data = [event, ...args];
        const ack = typeof data[args.length] === 'function' && data.pop();
        const packet = encode(PacketType.EVENT, data);
        const call = (...values) => socket.call(ack, values);
        const id = ack ? acks.add(call, flags.timeout) : undefined;
        if (online)
            write(packet, id);
        else if (waits)
            outgoing.push({ id, packet });
    }
    function flush() {
        if (socket.connected)
            for (const { packet, id } of outgoing.splice(0))
                write(packet, id);
    }
    function onOpen(sid) {
        const { namespace } = socket;
        const asked = clock.setTimeout(() => refuse({ message: 'timeout' }), timeout);
        answer = asked;
        // Up to protocol 3 a namespace's id follows from the connection's, and `/` is entered unasked.
        given = protocol === 4 ? '' : namespace === '/' ? sid : `${namespace}#${sid}`;
        if (given === sid)
            return;
        credentials(socket.auth)
            .then((auth) => answer === asked && ask(auth))
            .catch((error) => answer === asked && refuse(error));
    }
    function ask(auth) {
        if (protocol === 3)
            control(PacketType.CONNECT, undefined, `?${queryString(auth)}`);
        else
            control(PacketType.CONNECT, pid ? Object.assign({ pid, offset }, auth) : auth);
    }
    function onPacket(packet) {
        const { type, data } = packet;
        if (type === PacketType.EVENT) {
            if (socket.connected)
                receive(packet);
            // The server's middleware may send before the server lets us in, but not without end.
            else if (incoming.push(packet) > bufferSize)
                throw new Error('invalid packet');
        }
        else if (type === PacketType.ACK)
            acks.settle(packet.id, null, data);
        else if (type === PacketType.CONNECT)
            enter((data || {}));
        // A refusal is `{ message, data }`; that of Socket.IO 2 is a text.
        else if (type === PacketType.CONNECT_ERROR)
            refuse(typeof data === 'string' ? { message: data } : data);
        else
            refuse();
    }
    function enter(entrance) {
        const { sid = given } = entrance;
        if (socket.connected)
            return;
        if (!sid) {
            refuse({ message: 'this server speaks protocol 3' });
            return;
        }
        const held = incoming;
        socket.id = String(sid);
        socket.recovered = !!pid && pid === entrance.pid;
        pid = entrance.pid;
        socket.connected = true;
        settle();
        held.forEach(receive);
        flush();
        // A listener of the held events may have left again.
        if (socket.connected)
            socket.dispatch('connect', []);
    }
    function receive({ data, id }) {
        const [event, ...args] = data;
        const last = args[args.length - 1];
        if (id !== undefined)
            args.push(acknowledge(id));
        for (const listener of socket.anyListeners)
            socket.call(listener, [event, ...args]);
        socket.dispatch(String(event), args);
        if (pid && typeof last === 'string')
            offset = last;
    }
    function acknowledge(id) {
        let session = socket.id;
        return (...args) => {
            // Once only, and not on another connection, where it would answer something else.
            if (!session || socket.id !== session)
                return;
            session = '';
            write(encode(PacketType.ACK, args), id);
        };
    }
    function refuse(cause) {
        manager.leave(socket.namespace);
        leave('io server disconnect', cause);
    }
    function leave(reason, cause) {
        if (!socket.connected) {
            const error = connectError(reason, cause);
            settle(error);
            socket.dispatch('connect_error', [error]);
            return;
        }
        socket.connected = false;
        socket.id = undefined;
        socket.dispatch('disconnect', [reason, cause]);
        acks.failAllBut((id) => outgoing.some((waiting) => waiting.id === id));
    }
    // The attempt has ended, one way or the other.
    function settle(error) {
        const settled = pending;
        clock.clearTimeout(answer);
        answer = undefined;
        incoming = [];
        pending = [];
        for (const done of settled)
            done(error);
    }
    const member = { onOpen, onPacket, onAlive: flush, onEnd: leave };
    return {
        connect() {
            const done = new Promise((resolve, reject) => {
                pending = pending.concat((error) => (error ? reject(error) : resolve()));
            });
            done.catch(() => { });
            if (socket.connected)
                settle();
            else if (!answer)
                manager.join(socket.namespace, member);
            return done;
        },
        close() {
            if (socket.connected)
                control(PacketType.DISCONNECT);
            const closed = manager.leave(socket.namespace);
            if (socket.connected)
                leave('io client disconnect');
            settle(new Error('closed'));
            return closed;
        },
        send,
    };
}

// One namespace of a Socket.IO server, as its user sees it.
/**
 * A namespace.
 * @typeParam S events the server sends
 * @typeParam C events the client sends
 */
class Socket extends Emitter {
    /** @internal */
    constructor(
    /** @internal */
    manager, 
    /** @internal */
    namespace, 
    /** Given to the server's middleware at the next connection. */
    auth) {
        super(manager.settings.clock);
        this.manager = manager;
        this.namespace = namespace;
        this.auth = auth;
        this.connected = false;
        /** The server kept rooms and sent what was missed, at the last connection. */
        this.recovered = false;
        this.flags = {};
        /** @internal */
        this.anyListeners = [];
        this.link = createLink(manager, this);
    }
    /** Connected, or trying to by itself. */
    get active() {
        return this.manager.members.has(this.namespace);
    }
    /**
     * Connects.
     * @returns fulfilled with `connect`; rejected with the first `connect_error`, after which attempts go on
     *   as long as `active` says so. It may be left alone: the events tell the same.
     */
    connect() {
        return this.link.connect();
    }
    /** Disconnects; fulfilled when the socket is closed, if no other namespace uses it. */
    close() {
        return this.link.close();
    }
    /**
     * Sends an event; a function as the last argument is called with the server's acknowledgement.
     * While there is no connection, events wait in order, at most `bufferSize` of them.
     * @throws Error when the buffer is full or the name is reserved, TypeError when an argument is cyclic
     */
    emit(event, ...args) {
        this.link.send(event, args, this.flags);
        return this;
    }
    /**
     * Sends an event and waits for its acknowledgement, of which the first argument is the value.
     * Without `timeout(ms)` it waits `ackTimeout`.
     * @throws Error (as a rejection) when none comes in time, the connection ends before, or it cannot be sent
     */
    emitWithAck(event, ...args) {
        const timeout = this.manager.settings.ackTimeout;
        return new Promise((resolve, reject) => {
            const ack = (error, value) => error ? reject(error) : resolve(value);
            this.link.send(event, [...args, ack], Object.assign({ timeout }, this.flags));
        });
    }
    /** @param ms limit for the acknowledgement of what is sent through the answer, in milliseconds */
    timeout(ms) {
        return this.with({ timeout: ms });
    }
    /** What is sent through this is dropped when it cannot go at once. */
    get volatile() {
        return this.with({ volatile: true });
    }
    /** Calls `listener` with the name and arguments of every event from the server, before its own listeners. */
    onAny(listener) {
        this.anyListeners = this.anyListeners.concat(listener);
        return this;
    }
    /** Forgets one such listener, or all. */
    offAny(listener) {
        this.anyListeners = this.anyListeners.filter((other) => listener && other !== listener);
        return this;
    }
    // The same socket, seen with other flags.
    with(flags) {
        return Object.create(this, { flags: { value: Object.assign({}, this.flags, flags) } });
    }
}

// WxSocketIO: the client of a server, which is its main namespace and the owner of the connection.
/**
 * A Socket.IO client for mini-programs (contracts: Game; seed 001, WebSocket 长连接应用场景).
 *
 * @example
 * const socket = new WxSocketIO<ServerEvents, ClientEvents>();
 * socket.on('hi', (packet) => console.log(packet.message));
 * socket.emit('hello', { user });
 * await socket.connect('wss://www.example.com/applet/websocket/socket.io');
 *
 * @typeParam S events the server sends
 * @typeParam C events the client sends
 */
class WxSocketIO extends Socket {
    /** @throws Error where there is no `wx` and no option `platform` */
    constructor(options = {}) {
        super(createManager(settingsOf(options), () => this.locate()), '/', options.auth);
        this.namespaces = new Map();
    }
    /** The connection's own events: `reconnect_attempt`, `reconnect`, `reconnect_error`, `reconnect_failed`. */
    get io() {
        return this.manager.io;
    }
    /**
     * Connects to a server, or, without an address, to the last one again.
     * @param url `wss://host/path/socket.io[/namespace]`, see {@link parseAddress}; another one than before
     *   closes the connection first
     * @returns as {@link Socket.connect}; rejected too when `url` is no address
     */
    connect(url = this.url) {
        try {
            if (url !== this.url || !url)
                this.move(url || '');
        }
        catch (error) {
            return Promise.reject(error);
        }
        return super.connect();
    }
    /**
     * Another namespace on the same connection; it connects when its `connect()` is called.
     * @param namespace begins with a slash
     * @param options its own credentials
     */
    of(namespace, options = {}) {
        const known = namespace === this.namespace ? this : this.namespaces.get(namespace);
        const socket = known || new Socket(this.manager, namespace, options.auth);
        if (!known)
            this.namespaces.set(namespace, socket);
        return socket;
    }
    move(url) {
        const address = parseAddress(url, this.manager.settings.path);
        if (this.namespaces.has(address.namespace))
            throw new Error(`${address.namespace} is in use`);
        this.close();
        for (const socket of this.namespaces.values())
            socket.close();
        this.url = url;
        this.address = address;
        this.namespace = address.namespace;
    }
    async locate() {
        const { protocol, query } = this.manager.settings;
        const { origin, path, query: own } = this.address;
        // Up to protocol 3 only the address can carry the credentials of the namespace `/`.
        const auth = protocol === 3 ? await credentials(this.auth) : {};
        const all = Object.assign({}, query, auth, { EIO: protocol, transport: 'websocket' });
        return `${origin}${path}/?${own && `${own}&`}${queryString(all)}`;
    }
}

exports.WxSocketIO = WxSocketIO;
