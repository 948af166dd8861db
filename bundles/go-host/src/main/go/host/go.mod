module alfheim/gohost

go 1.19
