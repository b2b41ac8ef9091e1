import QtQuick
import QtLocation

Item {
    id: root
    required property string tiles // where the relay listens
    required property string cache
    property alias map: ground

    Map { // not MapView: it tilts and turns with the wheel, and the layers know neither
        id: ground
        anchors.fill: parent
        copyrightsVisible: false // shown by the window, in the language of the interface
        plugin: Plugin {
            name: "osm"
            PluginParameter { name: "osm.mapping.custom.host"; value: root.tiles }
            // Without this, no tile comes before seven public servers have answered.
            PluginParameter { name: "osm.mapping.providersrepository.disabled"; value: true }
            PluginParameter { name: "osm.mapping.cache.directory"; value: root.cache }
            // The plug-in's disk cache never forgets a tile; the relay is as quick.
            PluginParameter { name: "osm.mapping.cache.disk.size"; value: 0 }
            PluginParameter { name: "osm.mapping.cache.texture.size"; value: 67108864 }
        }
        onSupportedMapTypesChanged: {
            for (let i = 0; i < supportedMapTypes.length; ++i)
                if (supportedMapTypes[i].style === MapType.CustomMap)
                    activeMapType = supportedMapTypes[i]
        }
    }
}
