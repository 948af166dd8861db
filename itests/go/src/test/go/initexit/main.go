// A plugin whose initialisation ends the process.
package main

import "os"

var V int

func init() { os.Exit(7) }
