module example.com/loud-empty

go 1.19
