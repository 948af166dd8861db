// A plugin without a use of Go's library.
package main

type Sum int

var Total Sum

func Add(a int, more ...int32) Sum {
	Total += Sum(a)
	for _, each := range more {
		Total += Sum(each)
	}
	return Total
}
