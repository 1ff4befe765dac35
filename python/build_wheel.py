"""Writes a wheel of this package that carries the ``neuroglot`` command, with nothing but Python.

usage: build_wheel.py VERSION FOLDER-OF-THE-COMMAND PLATFORM-TAG OUTPUT-FOLDER
"""

import base64
import hashlib
import os
import sys
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))

METADATA = '''Metadata-Version: 2.1
Name: neuroglot
Version: {version}
Summary: Runs Brian 2 networks on the Neuroglot engine and exports them to NeuroML 2/LEMS
License: MIT
Requires-Python: >=3.9
Requires-Dist: brian2>=2.5
Description-Content-Type: text/markdown

'''

WHEEL = '''Wheel-Version: 1.0
Generator: neuroglot
Root-Is-Purelib: false
Tag: py3-none-{platform}
'''


def files(folder):
    """All files below a folder, in an order that is always the same."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != '__pycache__')
        for name in sorted(names):
            yield os.path.join(place, name)


def build(version, command, platform, output):
    """Writes the wheel and returns its path."""
    # 0.0.0-dev.gabc is 0.0.0.dev0+gabc in the words of Python.
    version = version.replace('-dev.', '.dev0+')
    info = f'neuroglot-{version}.dist-info'
    path = os.path.join(output, f'neuroglot-{version}-py3-none-{platform}.whl')
    record = []
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as wheel:
        def add(name, content, mode=0o644):
            entry = zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))
            entry.external_attr = (0o100000 | mode) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            wheel.writestr(entry, content)
            digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b'=').decode()
            record.append(f'{name},sha256={digest},{len(content)}')

        package = os.path.join(HERE, 'neuroglot')
        for file in files(package):
            name = os.path.relpath(file, HERE).replace(os.sep, '/')
            with open(file, 'rb') as content:
                code = content.read()
            if name == 'neuroglot/__init__.py':
                code = b''.join(b"__version__ = '%s'\n" % version.encode() if line.startswith(b'__version__') else line for line in code.splitlines(keepends=True))
            add(name, code)
        for file in files(command):
            with open(file, 'rb') as content:
                add('neuroglot/bin/' + os.path.relpath(file, command).replace(os.sep, '/'), content.read(), os.stat(file).st_mode & 0o777)
        with open(os.path.join(HERE, 'README.md'), encoding='utf-8') as readme:
            add(f'{info}/METADATA', (METADATA.format(version=version) + readme.read()).encode())
        add(f'{info}/WHEEL', WHEEL.format(platform=platform).encode())
        with open(os.path.join(os.path.dirname(HERE), 'LICENSE'), 'rb') as license:
            add(f'{info}/LICENSE', license.read())
        wheel.writestr(zipfile.ZipInfo(f'{info}/RECORD', (2020, 1, 1, 0, 0, 0)), '\n'.join([*record, f'{info}/RECORD,,', '']))
    return path


if __name__ == '__main__':
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    print(build(*sys.argv[1:]))
