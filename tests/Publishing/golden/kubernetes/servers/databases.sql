create database "accounts";
create database "renewals";
create database "health_scoring";
create database "success_plans";
create database "feedback";
create database "engagement";
create database "gateway";
