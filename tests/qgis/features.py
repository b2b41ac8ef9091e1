#!/usr/bin/env python3
"""What QGIS reads through OGC API – Features: features.py URL CERTIFICATE KEY AUTHORITY COLLECTION -> JSON.

The certificate is given as an analyst gives it: an authentication configuration of kind PKI paths. QGIS_AUTH_DB_DIR_PATH
and QGIS_CUSTOM_CONFIG_PATH name folders of the test's own."""
import json
import sys

from qgis.core import (QgsApplication, QgsAuthMethodConfig, QgsDataSourceUri, QgsFeatureRequest, QgsRectangle,
                       QgsVectorLayer, QgsWkbTypes)
from qgis.PyQt.QtNetwork import QSslCertificate

url, certificate, key, authority, collection = sys.argv[1:]
QgsApplication.setPrefixPath('/usr', True)
application = QgsApplication([], False)
application.initQgis()
manager = QgsApplication.authManager()
manager.setMasterPassword('essai', True)
manager.storeCertAuthorities(QSslCertificate.fromPath(authority))
manager.rebuildCaCertsCache()
manager.rebuildTrustedCaCertsCache()
pki = QgsAuthMethodConfig('PKI-Paths')
pki.setName('essai')
for option, value in (('certpath', certificate), ('keypath', key), ('keypass', '')):
    pki.setConfig(option, value)
stored = manager.storeAuthenticationConfig(pki)
if not (stored[0] if isinstance(stored, tuple) else stored):
    sys.exit('QGIS keeps no authentication configuration here')
if isinstance(stored, tuple):
    pki = stored[1]
uri = QgsDataSourceUri()
uri.setParam('url', url)
uri.setParam('typename', collection)
uri.setParam('pagesize', '3')
uri.setAuthConfigId(pki.id())
layer = QgsVectorLayer(uri.uri(False), collection, 'OAPIF')
if not layer.isValid():
    sys.exit(f'not valid: {layer.error().message()} {layer.dataProvider().error().message() if layer.dataProvider() else ""}')
box = QgsFeatureRequest().setFilterRect(QgsRectangle(5.295, 43.2, 5.305, 43.4))
print(json.dumps({
    'crs': layer.crs().authid(),
    'geometry': QgsWkbTypes.displayString(layer.wkbType()),
    'fields': [field.name() for field in layer.fields()],
    'subjects': sorted(feature['objet'] for feature in layer.getFeatures()),
    'inBox': [feature['objet'] for feature in layer.getFeatures(box)],
}))
del layer, manager  # what they hold is QGIS's own, which goes with the next line
application.exitQgis()
