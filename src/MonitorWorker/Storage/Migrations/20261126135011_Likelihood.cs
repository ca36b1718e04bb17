using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MonitorWorker.Storage.Migrations
{
    /// <inheritdoc />
    public partial class Likelihood : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Likelihood",
                table: "StatedOutturns",
                type: "TEXT",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Likelihood",
                table: "StatedOutturns");
        }
    }
}
