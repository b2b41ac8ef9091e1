#!/usr/bin/env python3
"""What QGIS makes of files: layers.py FILE … -> JSON, a list of layers for each file."""
import json
import sys

from qgis.core import QgsApplication, QgsVectorLayer, QgsWkbTypes


def described(layer, name):
    styled = layer.loadDefaultStyle()
    return {
        'name': name,
        'valid': layer.isValid(),
        'crs': layer.crs().authid(),
        'geometry': QgsWkbTypes.displayString(layer.wkbType()),
        'fields': {field.name(): field.typeName() for field in layer.fields()},
        'features': layer.featureCount(),
        'style': layer.renderer().type() if layer.renderer() and styled[1] else '',
    }


def layers_of(path):
    whole = QgsVectorLayer(path, path, 'ogr')
    names = [part.split('!!::!!')[1] for part in whole.dataProvider().subLayers()] if whole.isValid() else []
    if len(names) < 2:
        return [described(whole, names[0] if names else '')]
    return [described(QgsVectorLayer(f'{path}|layername={name}', name, 'ogr'), name) for name in names]


QgsApplication.setPrefixPath('/usr', True)
application = QgsApplication([], False)
application.initQgis()
print(json.dumps([layers_of(path) for path in sys.argv[1:]]))
application.exitQgis()
