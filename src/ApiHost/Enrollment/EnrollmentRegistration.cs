namespace Xerotier.ApiHost.Enrollment;

/// <summary>Registers enrolment.</summary>
internal static class EnrollmentRegistration
{
    /// <summary>Adds what enrols agents.</summary>
    public static IServiceCollection AddEnrollment(this IServiceCollection services)
    {
        services.AddOptions<EnrollmentOptions>()
            .BindConfiguration(EnrollmentOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        return services.AddSingleton<Enroller>();
    }
}
