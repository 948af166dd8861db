// A plugin of which tests make as many versions as they want: they write another number into its bytes.
package main

var V int

func Version() string { return "version 0000" }
