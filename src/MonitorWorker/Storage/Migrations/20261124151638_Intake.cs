using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MonitorWorker.Storage.Migrations
{
    /// <inheritdoc />
    public partial class Intake : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "UndeliveredToldAt",
                table: "Outbox",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "HeldReason",
                table: "ImportBatches",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "State",
                table: "ImportBatches",
                type: "TEXT",
                nullable: false,
                defaultValue: "Imported");

            migrationBuilder.AddColumn<bool>(
                name: "IsCumulative",
                table: "Adjustments",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "Receipts",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    BatchId = table.Column<long>(type: "INTEGER", nullable: false),
                    Content = table.Column<string>(type: "TEXT", nullable: false),
                    MarkedName = table.Column<string>(type: "TEXT", nullable: true),
                    Marked = table.Column<byte[]>(type: "BLOB", nullable: true),
                    ComposedAt = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Receipts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Receipts_ImportBatches_BatchId",
                        column: x => x.BatchId,
                        principalTable: "ImportBatches",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "SheetTotals",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    FiscalYear = table.Column<int>(type: "INTEGER", nullable: true),
                    Month = table.Column<string>(type: "TEXT", nullable: true),
                    Column = table.Column<string>(type: "TEXT", nullable: false),
                    Label = table.Column<string>(type: "TEXT", nullable: false),
                    Stated = table.Column<long>(type: "INTEGER", nullable: false),
                    Computed = table.Column<long>(type: "INTEGER", nullable: false),
                    Unit = table.Column<string>(type: "TEXT", nullable: false),
                    Parts = table.Column<int>(type: "INTEGER", nullable: false),
                    Agrees = table.Column<bool>(type: "INTEGER", nullable: false),
                    BatchId = table.Column<long>(type: "INTEGER", nullable: false),
                    Sheet = table.Column<string>(type: "TEXT", nullable: false),
                    Row = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SheetTotals", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SheetTotals_ImportBatches_BatchId",
                        column: x => x.BatchId,
                        principalTable: "ImportBatches",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Receipts_BatchId",
                table: "Receipts",
                column: "BatchId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SheetTotals_BatchId",
                table: "SheetTotals",
                column: "BatchId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Receipts");

            migrationBuilder.DropTable(
                name: "SheetTotals");

            migrationBuilder.DropColumn(
                name: "UndeliveredToldAt",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "HeldReason",
                table: "ImportBatches");

            migrationBuilder.DropColumn(
                name: "State",
                table: "ImportBatches");

            migrationBuilder.DropColumn(
                name: "IsCumulative",
                table: "Adjustments");
        }
    }
}
