using Platform.ServiceKit.Data;
using Platform.ServiceKit.Http;

namespace Platform.Accounts.Audit;

/// <summary>Tells the second of two people who edited the same thing what the first one did.</summary>
public static class LostUpdates
{
    /// <summary>The 412 with the thing as it is, and each change since the version that the caller saw: who, when, and
    /// the fields before and after.</summary>
    public static async Task<Problem> DescribeAsync(
        UnitOfWork work,
        string what,
        Guid subjectId,
        int expected,
        int version,
        object current
    ) =>
        ETags.LostUpdate(
            what,
            expected,
            version,
            current,
            await work.QueryAsync<VersionChange>(ReadChanges, new { subjectId, expected })
        );

    private const string ReadChanges = """
        select version, at, actor, before::text as before_json, after::text as after_json from audit_entry
        where subject_id = @subjectId and version > @expected order by seq limit 50
        """;
}
