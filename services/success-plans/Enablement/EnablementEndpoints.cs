namespace Platform.SuccessPlans.Enablement;

internal static class EnablementEndpoints
{
    public static void Map(IEndpointRouteBuilder v1)
    {
        var courses = v1.MapGroup("/courses").WithTags("Enablement");
        ListCourses.Map(courses);
        AddCourse.Map(courses);
        ChangeCourse.Map(courses);
        RecordCompletion.Map(courses);
        ImportCompletions.Map(courses);
        GetEnablementEffect.Map(courses);

        var account = v1.MapGroup("/accounts/{accountId:guid}").WithTags("Enablement");
        GetAccountEnablement.Map(account);
    }
}
