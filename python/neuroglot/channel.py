"""What functions of a script say to a run in progress."""

import json

import numpy as np

from neuroglot.errors import NeuroglotError


class Channel:
    """What a function of a script can ask of a run while it has its turn; numbers travel as they lie in memory."""

    def __init__(self, there, back):
        self.there = there
        self.back = back

    def get(self, path):
        """The values of ``group/variable``; None for a variable that the engine does not have."""
        count = self._ask({'get': path})['count']
        return None if count is None else self._numbers(count)

    def set(self, path, values):
        """Gives ``group/variable`` values."""
        values = np.ascontiguousarray(values, dtype='<f8')
        self._say({'set': path, 'count': len(values)}, values.tobytes())

    def records(self, monitor, first):
        """What a monitor has recorded from its entry ``first`` on, named like the arrays of the file that a run leaves."""
        lengths = self._ask({'records': monitor, 'from': first})['arrays']
        return {f'records/{monitor}/{name}': self._numbers(count) for name, count in lengths.items()}

    def stop(self):
        """Ends the run after the current step."""
        self._say({'stop': True})

    def proceed(self):
        """Lets the run go on."""
        self._say({'proceed': True})

    def _ask(self, request):
        self._say(request)
        answer = json.loads(self.back.readline() or b'{"error": "it has ended"}')
        if 'error' in answer:
            raise NeuroglotError(f"The engine cannot answer {request}: {answer['error']}")
        return answer

    def _say(self, request, numbers=b''):
        self.there.write(json.dumps(request).encode() + b'\n' + numbers)
        self.there.flush()

    def _numbers(self, count):
        return np.frombuffer(self.back.read(8*count), dtype='<f8')
