"""Drives examples/spineml/external: a controller that holds each cell at a rate of its own.

The simulation connects to this program, once for each external input and output of its experiment. docs/spineml-tcp.md has the protocol; this file
needs nothing but Python.

    python3 peer.py [--port 50091]
"""

import argparse
import socket
import struct

NUMBERS, EVENTS, IMPULSES = 31, 32, 33
HELLO, RECEIVED = 41, 42
SOURCE, TARGET = 45, 46

EXCHANGES_PER_SECOND = 1000
WANTED_HERTZ = [5.0, 10.0, 20.0, 40.0]

# By how many nanoamperes a current falls with each spike; it rises by as much while the cell should have had one.
GAIN = 0.004


class SimulationEnded(Exception):
    """The simulation has hung up, which is how it says that it is done."""


class Connection:
    """One external input or output of the experiment."""

    def __init__(self, listener):
        self.socket, _ = listener.accept()
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.simulation_sends = self.byte() == SOURCE
        self.answer(HELLO)
        self.kind = self.byte()
        self.answer(RECEIVED)
        (self.size,) = struct.unpack("<i", self.read(4))
        self.answer(RECEIVED)
        (length,) = struct.unpack("<i", self.read(4))
        self.name = self.read(length).decode()
        self.answer(RECEIVED)

    def read(self, count):
        received = b""
        while len(received) < count:
            try:
                more = self.socket.recv(count - len(received))
            except ConnectionError:
                more = b""
            if not more:
                raise SimulationEnded
            received += more
        return received

    def byte(self):
        return self.read(1)[0]

    def answer(self, code):
        self.socket.sendall(bytes([code]))

    def send(self, values):
        """Gives the simulation the values of an exchange; returns when it has them."""
        try:
            self.socket.sendall(struct.pack(f"<{self.size}d", *values))
        except ConnectionError as gone:
            raise SimulationEnded from gone
        if self.byte() != RECEIVED:
            raise ValueError(f"{self.name}: the simulation did not say that it has the values")

    def receive(self):
        """Takes the values of an exchange from the simulation."""
        values = struct.unpack(f"<{self.size}d", self.read(8 * self.size))
        self.answer(RECEIVED)
        return values


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--port", type=int, default=50091)
    port = parser.parse_args().port
    with socket.create_server(("127.0.0.1", port)) as listener:
        print(f"listening on port {port}", flush=True)
        connections = {connection.name: connection for connection in (Connection(listener) for _ in range(3))}
    current, spikes, potential = connections["current"], connections["spikes"], connections["potential"]

    # Each cell's current follows what it lacks: more while it is too quiet, less while it is too loud.
    cells = range(current.size)
    nanoamperes = [0.1 for _ in cells]
    counted, counted_late, exchanges = [0 for _ in cells], [0 for _ in cells], 0
    highest = -1000.0
    try:
        while True:
            current.send(nanoamperes)
            sent = spikes.receive()
            highest = max(highest, *potential.receive())
            exchanges += 1
            for cell in cells:
                counted[cell] += int(sent[cell])
                counted_late[cell] += int(sent[cell]) if exchanges > EXCHANGES_PER_SECOND else 0
                nanoamperes[cell] += GAIN * (WANTED_HERTZ[cell] / EXCHANGES_PER_SECOND - sent[cell])
    except SimulationEnded:
        pass

    late_seconds = max(exchanges - EXCHANGES_PER_SECOND, 1) / EXCHANGES_PER_SECOND
    print(f"{exchanges} exchanges, {sum(counted)} spikes, highest potential {highest:.1f} mV")
    for cell in cells:
        print(f"cell {cell}: wanted {WANTED_HERTZ[cell]:.0f} Hz, got {counted_late[cell] / late_seconds:.1f} Hz")


if __name__ == "__main__":
    main()
