"""The server's side of a WebSocket (RFC 6455) that carries bytes."""

import asyncio
import base64
import contextlib
import hashlib
import struct

CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG = 0, 1, 2, 8, 9, 10
LONGEST_HEAD, LONGEST_FRAME = 64 * 1024, 65_000
# Seconds that the peer has to answer the end.
PATIENCE = 10


async def read_request(reader):
    """The method, the path, the query and the headers, by their names in lower case."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("iso-8859-1")
    first, *lines = head.strip().split("\r\n")
    method, target, _ = first.split(" ")
    path, _, query = target.partition("?")
    return method, path, query, {
        name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}


def refuse(writer, status, code):
    writer.write((
        "HTTP/1.1 %d Refused\r\nx-amzn-ErrorType: %s\r\nx-amzn-RequestId: from-the-emulator\r\n"
        "Content-Length: 0\r\nConnection: close\r\n\r\n" % (status, code)).encode())


def accept(writer, headers):
    key = headers["sec-websocket-key"] + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
    writer.write((
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Accept: %s\r\n\r\n" % base64.b64encode(hashlib.sha1(key.encode()).digest()).decode()).encode())


def send(writer, opcode, payload=b"", last=True):
    length = len(payload)
    if length < 126:
        head = struct.pack("!BB", last << 7 | opcode, length)
    elif length < 1 << 16:
        head = struct.pack("!BBH", last << 7 | opcode, 126, length)
    else:
        head = struct.pack("!BBQ", last << 7 | opcode, 127, length)
    writer.write(head + payload)


def send_bytes(writer, payload):
    """In two fragments with a ping between them, as the protocol allows."""
    half = len(payload) // 2
    send(writer, BINARY, payload[:half], last=False)
    send(writer, PING, b"still there")
    send(writer, CONTINUATION, payload[half:])


async def close(reader, writer, status, reason=""):
    """The connection stays until the peer has answered: where it is closed on what the peer still sends, the reason is lost."""
    send(writer, CLOSE, struct.pack("!H", status) + reason.encode())
    await writer.drain()

    async def answer():
        while (await receive(reader))[0] != CLOSE:
            pass

    with contextlib.suppress(ValueError, asyncio.IncompleteReadError, asyncio.TimeoutError):
        await asyncio.wait_for(answer(), PATIENCE)


async def receive(reader):
    """A frame: its opcode and its payload. Frames of a client are masked, or it breaks the protocol."""
    first, second = await reader.readexactly(2)
    length = second & 127
    if length == 126:
        length, = struct.unpack("!H", await reader.readexactly(2))
    elif length == 127:
        length, = struct.unpack("!Q", await reader.readexactly(8))
    if not second & 128 or length > LONGEST_FRAME:
        raise ValueError("an unmasked frame, or one that is too long")
    mask = int.from_bytes((await reader.readexactly(4) * (length // 4 + 1))[:length], "big")
    payload = int.from_bytes(await reader.readexactly(length), "big") ^ mask
    return first & 15, payload.to_bytes(length, "big")
