package main

import "plugin"

// Open opens a plugin by Go's own means.
func Open(path string) error {
	_, err := plugin.Open(path)
	return err
}
