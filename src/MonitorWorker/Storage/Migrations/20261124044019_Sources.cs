using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MonitorWorker.Storage.Migrations
{
    /// <inheritdoc />
    public partial class Sources : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "SourceStates",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Episode = table.Column<int>(type: "INTEGER", nullable: false),
                    FailingSince = table.Column<string>(type: "TEXT", nullable: true),
                    LastError = table.Column<string>(type: "TEXT", nullable: true),
                    LastGoodAt = table.Column<string>(type: "TEXT", nullable: true),
                    ToldAt = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SourceStates", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ImportBatches_File",
                table: "ImportBatches",
                column: "File");

            migrationBuilder.CreateIndex(
                name: "IX_SourceStates_Name",
                table: "SourceStates",
                column: "Name",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "SourceStates");

            migrationBuilder.DropIndex(
                name: "IX_ImportBatches_File",
                table: "ImportBatches");
        }
    }
}
