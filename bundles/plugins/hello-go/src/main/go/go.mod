module org.alfheim/plugins/hello

go 1.19
