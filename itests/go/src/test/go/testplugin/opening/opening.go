// Package opening is what the programs of Go's own tests have in place of package plugin: here Java opens plugins, and
// a program asks it.
package opening

import (
	"errors"
	"plugin"
)

type Plugin = plugin.Plugin
type Symbol = plugin.Symbol

// Ask has Java open a file. It gives the number that the host knows the plugin by, or why there is none.
var Ask func(path string) (number int64, refusal string)

// Find gives the plugin of a number.
var Find func(number int64) *plugin.Plugin

// Open is plugin.Open.
func Open(path string) (*Plugin, error) {
	number, refusal := Ask(path)
	if refusal != "" {
		return nil, errors.New(refusal)
	}
	return Find(number), nil
}
