// It shares a package with others, and what is in its variable.
package main

import "example.com/common"

var Last int

func Set() { common.Number = 7 }

func Get() { Last = common.Number }
