module example.com/initexit

go 1.19
