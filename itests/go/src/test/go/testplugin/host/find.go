// A file more for the host: its programs come to the plugins that Java has opened in it.
package main

import (
	"plugin"

	_ "testplugin/alfheim/cases"
	"testplugin/alfheim/opening"
)

func init() {
	opening.Find = func(number int64) *plugin.Plugin {
		mutex.RLock()
		defer mutex.RUnlock()
		return opened[number-1]
	}
}
