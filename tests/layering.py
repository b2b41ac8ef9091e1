#!/usr/bin/env python3
"""A file uses its own folder and lower floors, never a neighbour, never upwards; and what a floor may not know."""
import pathlib
import re
import sys

FLOORS = {'domain': 0, 'cli': 1, 'tension': 1, 'exchange': 1, 'geodata': 1, 'pki': 1, 'storage': 1, 'protocol': 1,
          'client': 2, 'server': 2, 'vectorfiles': 2, 'presentation': 3, 'admincli': 3, 'territory': 3, 'map': 4, 'widgets': 4}
# header prefix -> the only libraries that may include it
ONLY = {'openssl/': {'pki'}, 'QtSql/': {'storage', 'geodata'}, 'QtWebSockets/': {'client', 'server'},
        'QtWidgets/': {'widgets', 'map'}, 'QtLocation/': {'map'}, 'QtQuick': {'map'}, 'QtQml/': {'map'},
        'geos_c.h': {'domain'}, 'yyjson.h': {'domain'}, 'proj.h': {'tension', 'geodata'}, 'sqlite3.h': {'geodata', 'storage', 'territory'},
        'zlib.h': {'exchange'},
        'boost/beast': {'server'}, 'boost/asio': {'server'},
        'libical/': {'exchange'},
        'qt6keychain/': {'client'},
        'gdal': {'territory', 'vectorfiles'}, 'ogr': {'territory', 'vectorfiles'}, 'cpl_': {'territory', 'vectorfiles'}, 'osmium/': {'territory'}, 'mapnik/': {'territory'}}
INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]', re.M)


def faults(root):
    for path in sorted((root / 'libs').rglob('*')):
        if path.suffix not in ('.h', '.cpp'):
            continue
        library = path.relative_to(root / 'libs').parts[0]
        if library not in FLOORS:
            yield f'{path}: libs/{library} has no floor in tests/layering.py'
            continue
        for header in INCLUDE.findall(path.read_text(encoding='utf-8')):
            other = header.split('/')[0]
            if other in FLOORS and '/' in header and other != library and FLOORS[other] >= FLOORS[library]:
                yield f'{path}: {library} (floor {FLOORS[library]}) includes <{header}> (floor {FLOORS[other]})'
            if re.match(r'Q[A-Z]\w+$', header):
                yield f'{path}: <{header}> hides its module; write <QtModule/{header}>'
            for prefix, allowed in ONLY.items():
                if header.startswith(prefix) and library not in allowed:
                    yield f'{path}: only {", ".join(sorted(allowed))} may include <{header}>'
    for app in (root / 'apps').iterdir():
        if app.is_dir() and sum(len(f.read_text(encoding="utf-8").splitlines()) for f in app.glob('*.cpp')) > 400:
            yield f'{app}: an app is main() and wiring only'


found = list(faults(pathlib.Path(sys.argv[1])))
print('\n'.join(found) or 'layering: no fault')
sys.exit(bool(found))
