using System.ComponentModel.DataAnnotations;

namespace Platform.ServiceKit.Data;

/// <summary>Settings of the connection to the service's database, section <c>Database</c>.</summary>
public sealed class DatabaseOptions
{
    /// <summary>Statements that a connection plans once, where a service with a hot path asks for it.</summary>
    [Range(0, 10_000)]
    public int? MaxAutoPrepare { get; set; }

    /// <summary>Bytes read at once; long answers come in fewer pieces.</summary>
    [Range(4_096, 16 * 1024 * 1024)]
    public int? ReadBufferSize { get; set; }

    /// <summary>The planner's own settings as on PostgreSQL's command line: <c>-c random_page_cost=1.1</c>.</summary>
    public string? Options { get; set; }
}
