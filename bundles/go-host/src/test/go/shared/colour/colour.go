// Package colour is used by a plugin and its host.
package colour

// Red is a colour.
func Red() string { return "red" }
