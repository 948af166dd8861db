module example.com/shared/v2

go 1.19
