using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MonitorWorker.Storage.Migrations
{
    /// <inheritdoc />
    public partial class Unattended : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "MeantFor",
                table: "Outbox",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Disclosure",
                table: "BudgetLines",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "FormerProjectCode",
                table: "BudgetLines",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "PersonHandovers",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    FromAddress = table.Column<string>(type: "TEXT", nullable: false),
                    ToAddress = table.Column<string>(type: "TEXT", nullable: false),
                    ToName = table.Column<string>(type: "TEXT", nullable: false),
                    EntityCode = table.Column<string>(type: "TEXT", nullable: true),
                    Section = table.Column<string>(type: "TEXT", nullable: true),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<string>(type: "TEXT", nullable: false),
                    ToldAt = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PersonHandovers", x => x.Id);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "PersonHandovers");

            migrationBuilder.DropColumn(
                name: "MeantFor",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "Disclosure",
                table: "BudgetLines");

            migrationBuilder.DropColumn(
                name: "FormerProjectCode",
                table: "BudgetLines");
        }
    }
}
