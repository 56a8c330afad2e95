using System.Globalization;
using System.Text;

namespace Platform.Benchmarks.Accounts;

/// <summary>A file of accounts of which each hundredth row is wrong in three ways.</summary>
internal static class ImportFile
{
    private static readonly string[] Countries = ["DE", "FR", "US", "GB", "SE", "JP"];
    private static readonly string[] Industries = ["Retail", "Energy", "Software", "Health"];

    public const int ProblemsPerBadRow = 3;

    public static int BadRows(int rows) => rows / 100;

    public static byte[] Write(int rows)
    {
        var file = new StringBuilder("id,name,industry,country,employees,customer_since,lifecycle\n");
        for (var i = 1; i <= rows; i++)
        {
            if (i % 100 == 0)
            {
                file.AppendLine(CultureInfo.InvariantCulture, $"{i},,Retail,DE,many,2024-13-01,established");
                continue;
            }
            file.AppendLine(
                CultureInfo.InvariantCulture,
                $"{i},Account number {i},{Industries[i % 4]},{Countries[i % 6]},{i % 6000},2024-0{1 + (i % 9)}-15,"
                    + $"established"
            );
        }
        return Encoding.UTF8.GetBytes(file.ToString());
    }
}
