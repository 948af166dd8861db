// A plugin whose initialisation does not come to its end.
package main

import "errors"

var V int

func init() { panic(errors.New("no such luck")) }
