// A plugin with a package that a host may have, too.
package main

import "example.com/shared/v2/colour"

func F() string { return colour.Red() }
