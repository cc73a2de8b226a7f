package com.cloudbees.plugins.credentials.common;

import com.cloudbees.plugins.credentials.CredentialsMatcher;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Item;
import hudson.util.ListBoxModel;
import java.util.List;
import org.springframework.security.core.Authentication;

public abstract class AbstractIdCredentialsListBoxModel<
                T extends AbstractIdCredentialsListBoxModel<T, C>, C extends IdCredentials>
        extends ListBoxModel {
    private static final long serialVersionUID = 1L;

    @NonNull
    protected abstract String describe(@NonNull C credentials);

    @NonNull
    public AbstractIdCredentialsListBoxModel<T, C> includeEmptyValue() {
        add(0, new Option("- none -", ""));
        return this;
    }

    public AbstractIdCredentialsListBoxModel<T, C> includeMatchingAs(
            @NonNull Authentication authentication,
            @CheckForNull Item context,
            @NonNull Class<? extends C> type,
            @NonNull List<DomainRequirement> requirements,
            @NonNull CredentialsMatcher matcher) {
        for (C one : CredentialsProvider.lookupCredentialsInItem(type, context, authentication, requirements)) {
            boolean missing = stream().noneMatch(option -> option.value.equals(one.getId()));
            if (missing && matcher.matches(one)) {
                add(describe(one), one.getId());
            }
        }
        return this;
    }

    @NonNull
    public AbstractIdCredentialsListBoxModel<T, C> includeCurrentValue(@NonNull String value) {
        if (stream().noneMatch(option -> option.value.equals(value))) {
            add(0, new Option("- current -", value));
        }
        return this;
    }
}
