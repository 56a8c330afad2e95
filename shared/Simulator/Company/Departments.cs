namespace Platform.Simulator.Company;

/// <summary>In which department of the customer a user works.</summary>
internal static class Departments
{
    private const int UsersPerDepartment = 8;

    /// <summary>An eighth of the users, one at least, are of the department that joins last.</summary>
    private const int ShareOfNewest = 8;

    private static readonly string[] Usual = ["Operations", "Finance", "IT", "Projects", "Marketing"];

    /// <summary>Where seats fill up, they do because one more department joins: those who come last are its people.
    /// Elsewhere each department has somebody among the first users, so that none looks as if it had joined
    /// later.</summary>
    public static string Of(int user, int users, bool isFilling)
    {
        if (isFilling && user >= users - Math.Max(1, users / ShareOfNewest))
            return "Logistics";
        return Usual[user % Math.Clamp(users / UsersPerDepartment, 1, Usual.Length)];
    }
}
