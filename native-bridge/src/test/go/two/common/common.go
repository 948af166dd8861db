// Package common is in several plugins, and is another one here.
package common

var Number int = 1

func Other() int { return Number }
