// A plugin with a package that another one has, too.
package main

import "example.com/shared"

func Get() int { return shared.Number() }
