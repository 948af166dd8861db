package main

import "fmt"

var V int

func F() { fmt.Println(Greeting()) }

func Greeting() string { return fmt.Sprintf("Hello, number %d", V) }
