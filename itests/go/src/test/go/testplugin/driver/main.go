// A plugin by which Java starts the programs of Go's own tests, which the host has among its packages.
package main

import (
	"testplugin/alfheim/cases"
	"testplugin/alfheim/opening"
)

// Run runs a program to its end.
func Run(name string, ask func(path string) (int64, string)) {
	opening.Ask = ask
	cases.All[name]()
}
